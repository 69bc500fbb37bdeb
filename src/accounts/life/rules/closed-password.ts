/** RD7: too many failures close the password for unknown devices; it is a fact about the password, not a state. */
import { sendCode } from './code.ts'
import type { Rule } from './rule.ts'

/** #32 */
export const closePassword: Rule<'close_password'> = (_event, { account }) =>
  account.passwordClosed
    ? 'not_in_this_state'
    : {
        account: { ...account, passwordClosed: true },
        effects: [
          { do: 'close_password' },
          { do: 'record', event: 'account.password_closed' },
          { do: 'mail', mail: { template: 'password-closed', props: {} } },
        ],
      }

/** #33: the registrar sets no password and opens none; the person redeems the code that this sends. */
export const reEnablePassword: Rule<'re_enable_password'> = (_event, situation) => {
  if (!situation.account.passwordClosed) return 'not_in_this_state'
  const sent = sendCode(situation, { reissue: false })
  return { ...sent, effects: [{ do: 'record', event: 'account.password_reenabled' }, ...sent.effects] }
}
