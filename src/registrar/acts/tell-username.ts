import type { DeskDependencies } from '../desk.ts'
import { type ActDone, DONE, perform, type Refused, tellCustomer } from '../perform.ts'
import { allowReceipt } from '../visits/store.ts'
import type { OnCustomer } from './on-customer.ts'

/** K6, #38: the only way to learn a forgotten user name (S2, S3). It stands on the receipt. */
export async function tellUsername(
  deps: DeskDependencies,
  { visitId, ...on }: OnCustomer & { readonly visitId: string },
): Promise<ActDone | Refused> {
  return await perform<ActDone>(deps, on, async (acting) => {
    const applied = await deps.life.apply(acting.t, on.accountId, { type: 'tell_username' }, acting.by)
    if (!applied.ok) return applied
    await allowReceipt(acting.t, visitId, deps.clock.now())
    await tellCustomer(deps, acting, on.desk, 'username_told')
    return DONE
  })
}
