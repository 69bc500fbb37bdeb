import type { DeskDependencies } from '../desk.ts'
import { type ActDone, type ActOutcome, type Acting, DONE, perform, refuse, tellCustomer } from '../perform.ts'
import { askSecondClerk } from '../requests/ask.ts'
import type { OnCustomer } from './on-customer.ts'

/** K9, #33: opens a password that too many failures closed, by sending a code. A second clerk decides. */
export async function reEnablePassword(deps: DeskDependencies, on: OnCustomer): Promise<ActOutcome> {
  return await perform<ActDone>(deps, on, async (acting) => {
    if (!acting.customer.passwordClosed) return refuse('nothing_to_do')
    if (acting.customer.firstActiveAt !== null)
      return await askSecondClerk(deps, acting, on, { kind: 're_enable_password', asked: on.occasion })
    const done = await reEnablePasswordNow(deps, acting)
    if (done.ok) await tellCustomer(deps, acting, on.desk, 'password_reenabled')
    return done
  })
}

/** Once a second clerk agreed: the code goes to the identification address, and nobody at the desk sees it. */
export async function reEnablePasswordNow(
  { life }: Pick<DeskDependencies, 'life'>,
  { t, customer, by }: Acting,
): Promise<ActOutcome> {
  const applied = await life.apply(t, customer.accountId, { type: 're_enable_password' }, by)
  return applied.ok ? DONE : applied
}
