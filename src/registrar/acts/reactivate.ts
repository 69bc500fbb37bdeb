import type { DeskDependencies } from '../desk.ts'
import { type ActDone, type ActOutcome, DONE, perform, tellCustomer } from '../perform.ts'
import type { OnCustomer } from './on-customer.ts'

/** K5, #28: an inactive registration, after the clerk has checked who it is; the system sends the code by itself. */
export async function reactivate(deps: DeskDependencies, on: OnCustomer): Promise<ActOutcome> {
  return await perform<ActDone>(deps, on, async (acting) => {
    const applied = await deps.life.apply(acting.t, on.accountId, { type: 'reactivate' }, acting.by)
    if (!applied.ok) return applied
    await tellCustomer(deps, acting, on.desk, 'reactivated')
    return DONE
  })
}
