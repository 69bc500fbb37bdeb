import type { CustomerAct } from '../../../views/desk-pages.ts'
import { maskEmail } from '../../../views/format.ts'
import { customerPage, type ShownCustomer } from '../../../views/pages/registrar/customer.ts'
import { HttpProblem } from '../../http/http-problem.ts'
import { correctableStates } from '../acts/correct-email.ts'
import { type Customer, isOwnRecord, openCustomer } from '../customers/customer.ts'
import { readCustomer } from '../customers/store.ts'
import type { DeskDependencies } from '../desk.ts'
import type { Visitor } from '../guard.ts'
import type { Visit } from '../visits/visit.ts'
import { deskFrame, show } from './desk-frame.ts'

/** The customer before the clerk. */
export async function customerGet(deps: DeskDependencies, visitor: Visitor, visit: Visit): Promise<void> {
  const customer = await shownCustomer(deps, visitor, visit)
  const acts = possibleActs(customer)
  const props = { customer: toShown(deps, customer, visit), acts, receiptReady: visit.receiptReady }
  show(visitor.ctx, customerPage(await deskFrame(deps, visitor), props))
}

/** The customer of a visit, judged anew; a temporary registration has no page but the comparison. */
export async function shownCustomer(
  deps: DeskDependencies,
  { clerk }: Pick<Visitor, 'clerk'>,
  { subjectAccountId }: Visit,
): Promise<Customer> {
  const row = await readCustomer(deps.db, subjectAccountId)
  if (row === null || !row.verified || isOwnRecord(clerk, row))
    throw new HttpProblem(404, 'E-DESK-05', 'no customer to show')
  const customer = await openCustomer(deps, deps.db, row)
  if (customer === null) throw new HttpProblem(404, 'E-DESK-05', 'no customer to show')
  return customer
}

/** What the state of the account allows; whether it is done is decided again when it is. */
export function possibleActs({ state, held, passwordClosed }: Customer): readonly CustomerAct[] {
  const possible: Readonly<Record<CustomerAct, boolean>> = {
    reactivate: state === 'INACTIVE',
    username: true,
    email: correctableStates.has(state),
    factors: held.length > 0,
    password: passwordClosed && (state === 'ACTIVE' || state === 'PW_EXPIRED'),
    close: true,
    dap: state === 'ACTIVE',
  }
  const order = ['reactivate', 'username', 'email', 'factors', 'password', 'close', 'dap'] as const
  return order.filter((act) => possible[act])
}

export function toShown(
  { clock }: Pick<DeskDependencies, 'clock'>,
  { identity, ...customer }: Customer,
  { id, caseId }: Pick<Visit, 'id' | 'caseId'>,
): ShownCustomer {
  const { passwordExpiresAt: until } = customer
  const now = clock.now()
  return {
    visitId: id,
    caseId,
    name: `${identity.family_name} ${identity.given_name}`,
    birthName: `${identity.birth_family_name} ${identity.birth_given_name}`,
    mother: `${identity.hu_mother_birth_family_name} ${identity.hu_mother_birth_given_name}`,
    place: identity.place_of_birth.locality,
    birthdate: identity.birthdate,
    state: customer.state,
    maskedEmail: maskEmail(customer.email),
    passwordExpiresAt: until,
    daysPastExpiry: until === null || now <= until ? null : Math.floor((now - until) / DAY),
    windowEndsAt: customer.windowEndsAt,
    passwordClosed: customer.passwordClosed,
    factors: customer.held,
    recoveryAt: customer.recoveryAt,
  }
}

const DAY = 24 * 60 * 60
