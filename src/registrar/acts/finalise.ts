import { canFinalise } from '../../offices/office.ts'
import { birthKeys } from '../../persons/identity-key.ts'
import type { NaturalIdentity } from '../../persons/person.ts'
import { wasKnown } from '../customers/store.ts'
import type { DeskDependencies } from '../desk.ts'
import { type Acting, type ActOutcome, DONE, perform, refuse, type Refused, tellCustomer } from '../perform.ts'
import { askSecondClerk } from '../requests/ask.ts'
import { allowReceipt } from '../visits/store.ts'
import type { OnCustomer } from './on-customer.ts'
import { isOwnIdentity } from './register.ts'

/**
 * #10 #11, RD3: makes a temporary registration the person's who stands there, with the data of their document. As with
 * registering, somebody who had an account before waits for a second clerk.
 */
export async function finalise(
  deps: DeskDependencies,
  { visitId, identity, ...on }: OnCustomer & { readonly visitId: string; readonly identity: NaturalIdentity },
): Promise<ActOutcome> {
  const work = async (acting: Acting): Promise<ActOutcome> => {
    if (!canFinalise(on.desk.office.type)) return refuse('office_may_not')
    if (await wasKnown(acting.t, birthKeys(deps.keyed, identity)))
      return await askSecondClerk(deps, acting, on, { kind: 'finalise', asked: { ...on.occasion, identity } })
    const done = await finaliseNow(deps, acting, on.desk, identity)
    if (!done.ok) return done
    await allowReceipt(acting.t, visitId, deps.clock.now())
    await tellCustomer(deps, acting, on.desk, 'finalised')
    return DONE
  }
  return await perform(deps, on, work, { temporary: true })
}

/** The same once a second clerk agreed, or none is needed. */
export async function finaliseNow(
  deps: Pick<DeskDependencies, 'life' | 'keyed'>,
  { t, customer, by }: Acting,
  desk: OnCustomer['desk'],
  identity: NaturalIdentity,
): Promise<ActOutcome> {
  if (!canFinalise(desk.office.type)) return refuse('office_may_not')
  if (isOwnIdentity(deps, desk, identity)) return refuse('own_record')
  const applied = await deps.life.apply(t, customer.accountId, { type: 'finalise', identity }, by)
  return applied.ok ? DONE : applied
}

/** #12: the data are not the visitor's. The registration stays until its thirty days are over, or goes at once. */
export async function refuseFinalisation(
  deps: DeskDependencies,
  { andDelete, ...on }: OnCustomer & { readonly andDelete: boolean },
): Promise<typeof DONE | Refused> {
  const work = async ({ t, by }: Acting): Promise<typeof DONE | Refused> => {
    if (!canFinalise(on.desk.office.type)) return refuse('office_may_not')
    const applied = await deps.life.apply(t, on.accountId, { type: 'refuse_finalisation', andDelete }, by)
    return applied.ok ? DONE : applied
  }
  return await perform(deps, on, work, { temporary: true })
}
