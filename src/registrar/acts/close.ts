import type { DeskDependencies } from '../desk.ts'
import { type ActDone, type ActOutcome, DONE, perform } from '../perform.ts'
import type { OnCustomer } from './on-customer.ts'

/** K10, #36: ends the registration at the person's signed request. M5 tells them; nothing of them is left to write to. */
export async function closeRegistration(deps: DeskDependencies, on: OnCustomer): Promise<ActOutcome> {
  return await perform<ActDone>(deps, on, async ({ t, by }) => {
    const applied = await deps.life.apply(t, on.accountId, { type: 'terminate', how: 'office' }, by)
    return applied.ok ? DONE : applied
  })
}
