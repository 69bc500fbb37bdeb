import type { DeskDependencies } from '../desk.ts'
import { type ActDone, type ActOutcome, DONE, perform, tellCustomer } from '../perform.ts'
import { allowReceipt } from '../visits/store.ts'
import type { OnCustomer } from './on-customer.ts'

/** K6, #39: another user name, of sound form. The old one is nobody's; the new one stands on the receipt. */
export async function changeUsername(
  deps: DeskDependencies,
  { visitId, username, ...on }: OnCustomer & { readonly visitId: string; readonly username: string },
): Promise<ActOutcome> {
  return await perform<ActDone>(deps, on, async (acting) => {
    const event = { type: 'change_username', username } as const
    const applied = await deps.life.apply(acting.t, on.accountId, event, acting.by)
    if (!applied.ok) return applied
    await allowReceipt(acting.t, visitId, deps.clock.now())
    await tellCustomer(deps, acting, on.desk, 'username_changed')
    return DONE
  })
}
