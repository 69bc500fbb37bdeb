import { normalEmail } from '../../accounts/email.ts'
import type { DeskDependencies } from '../desk.ts'
import { type ActDone, type ActOutcome, type Acting, DONE, perform, refuse, tellCustomer } from '../perform.ts'
import { askSecondClerk } from '../requests/ask.ts'
import type { OnCustomer } from './on-customer.ts'

/**
 * K7: another identification address. While the registration was never active this is #16, done at once, with a new
 * code to the new address; later it is #42, which waits for a second clerk.
 */
export async function correctEmail(
  deps: DeskDependencies,
  { email, ...on }: OnCustomer & { readonly email: string },
): Promise<ActOutcome> {
  return await perform<ActDone>(deps, on, async (acting) => {
    const { customer } = acting
    if (normalEmail(customer.email) === normalEmail(email)) return refuse('nothing_to_do')
    if (!correctableStates.has(customer.state)) return refuse('not_in_this_state')
    if (customer.firstActiveAt !== null) {
      return await askSecondClerk(deps, acting, on, { kind: 'correct_email', asked: { ...on.occasion, email } })
    }
    const applied = await deps.life.apply(acting.t, on.accountId, { type: 'correct_email', email }, acting.by)
    if (!applied.ok) return applied
    await tellCustomer(deps, acting, on.desk, 'email_corrected')
    return DONE
  })
}

/** #42, once a second clerk agreed: M15 to the new address, M22 to both. */
export async function correctEmailNow(
  { addresses }: Pick<DeskDependencies, 'addresses'>,
  { t, customer, by }: Acting,
  email: string,
): Promise<ActOutcome> {
  if (!correctableStates.has(customer.state)) return refuse('not_in_this_state')
  const corrected = await addresses.correctAtDesk(t, customer.accountId, email, by)
  if (corrected.ok) return DONE
  return refuse(corrected.refusal === 'same_address' ? 'nothing_to_do' : 'not_in_this_state')
}

/** #16 and #42. */
export const correctableStates: ReadonlySet<string> = new Set(['REG_PENDING', 'ACTIVE', 'PW_EXPIRED', 'INACTIVE'])
