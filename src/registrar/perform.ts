import type { ActedBy, LifeRefusal } from '../accounts/life/account-life.ts'
import { inTransaction, type Transaction } from '../database/transaction.ts'
import { holdRegistrar, openOfficesOf } from '../offices/store.ts'
import type { OfficeAct } from '../../views/mails/office-act.ts'
import { type Customer, isOwnRecord, isTemporary, openCustomer } from './customers/customer.ts'
import { lockCustomer } from './customers/store.ts'
import { actedBy, type AtDesk, type DeskDependencies, type Occasion } from './desk.ts'
import { readClerkAccount } from './store.ts'

/** Why nothing was done. */
export type DeskRefusal =
  | LifeRefusal
  /** The clerk may not act (any more), or not at this office. */
  | 'no_right'
  | 'own_record'
  /** An office of this kind may not (RD3). */
  | 'office_may_not'
  /** There is no such account (any more), or none that may be shown. */
  | 'not_found'
  /** The same waits for a second clerk already. */
  | 'asked_already'
  /** Who asked for it may not approve it. */
  | 'own_request'
  | 'nothing_to_do'

export interface Refused {
  readonly ok: false
  readonly refusal: DeskRefusal
}

/** `waits`: nothing was done yet, a second clerk decides. */
export interface ActDone {
  readonly ok: true
  readonly waits: boolean
}

export type ActOutcome = ActDone | Refused

export const DONE: ActDone = { ok: true, waits: false }
export const WAITS: ActDone = { ok: true, waits: true }

export function refuse(refusal: DeskRefusal): Refused {
  return { ok: false, refusal }
}

/** What an act works with: everything judged anew in the transaction in which it is done. */
export interface Acting {
  readonly t: Transaction
  readonly customer: Customer
  readonly by: ActedBy
}

/**
 * Does something to a customer's account in one transaction: the clerk's right, that the record is not their own and
 * that it may be shown at all are judged there, with the account locked. What is refused is undone.
 */
export async function perform<T extends { readonly ok: true }>(
  deps: DeskDependencies,
  { desk, occasion, accountId }: { readonly desk: AtDesk; readonly occasion: Occasion; readonly accountId: string },
  work: (acting: Acting) => Promise<T | Refused>,
  { temporary = false }: { readonly temporary?: boolean } = {},
): Promise<T | Refused> {
  return await undoing(deps, async (t) => {
    if (!(await mayAct(t, desk))) return refuse('no_right')
    const row = await lockCustomer(t, accountId)
    if (row === null || isTemporary(row) !== temporary) return refuse('not_found')
    if (isOwnRecord(desk.clerk, row)) return refuse('own_record')
    const customer = await openCustomer(deps, t, row)
    return customer === null ? refuse('not_found') : await work({ t, customer, by: actedBy(desk, occasion) })
  })
}

/** A transaction that leaves nothing behind where it ends in a refusal. */
export async function undoing<T extends { readonly ok: true }>(
  { db }: Pick<DeskDependencies, 'db'>,
  work: (t: Transaction) => Promise<T | Refused>,
): Promise<T | Refused> {
  try {
    return await inTransaction(db, async (t) => {
      const outcome = await work(t)
      if (!outcome.ok) throw new Undo(outcome)
      return outcome
    })
  } catch (error) {
    if (error instanceof Undo) return error.outcome
    throw error
  }
}

class Undo extends Error {
  readonly outcome: Refused

  constructor(outcome: Refused) {
    super(outcome.refusal)
    this.outcome = outcome
  }
}

/** Whether the clerk still is one, here; until the transaction ends nobody takes that away. */
export async function mayAct(t: Transaction, { clerk, office }: Pick<AtDesk, 'clerk' | 'office'>): Promise<boolean> {
  const registrar = await holdRegistrar(t, clerk.accountId)
  if (registrar === null || !registrar.active) return false
  if (!(await openOfficesOf(t, clerk.accountId)).some(({ id }) => id === office.id)) return false
  return (await readClerkAccount(t, clerk.accountId))?.state === 'ACTIVE'
}

/** M25: tells the customer what an office did, in the transaction in which it did it. */
export async function tellCustomer(
  { enqueueMail, clock }: Pick<DeskDependencies, 'enqueueMail' | 'clock'>,
  { t, customer }: Pick<Acting, 't' | 'customer'>,
  { office }: Pick<AtDesk, 'office'>,
  act: OfficeAct,
): Promise<void> {
  const { email: to, language } = customer
  const props = { act, officeName: office.names[language], at: clock.now() }
  await enqueueMail(t, { to, language, template: 'office-act', props })
}
