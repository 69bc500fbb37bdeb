import type { Situation } from './situation.ts'
import type { Step } from './step.ts'
import { targetLevel } from './target-level.ts'

type Refusal = Extract<Step, { kind: 'refuse' }>

/** The reasons of a refusal, for texts and logs; `error` is what the service learns. */
export type RefusalReason =
  | 'level_out_of_reach'
  | 'mail_hold'
  | 'another_account'
  | 'account_suspended'
  | 'account_pending'
  | 'password_expired'
  | 'account_inactive'
  | 'replacement_out_of_reach'

export function refuse(error: Refusal['error'], reason: RefusalReason): Refusal {
  return { kind: 'refuse', error, reason }
}

/** Why no wanted level can be reached. Only for who has proved whose account it is. */
export function refuseUnreachable(situation: Situation): Refusal {
  const { account } = situation
  if (account.state === 'SUSPENDED') return refuse('access_denied', 'account_suspended')
  if (account.state.endsWith('_PENDING')) return refuse('access_denied', 'account_pending')
  if (account.state === 'PW_EXPIRED' && isReachable(asActive(situation)))
    return refuse('access_denied', 'password_expired')
  if (account.state === 'INACTIVE' && isReachable(asActive(situation)))
    return refuse('access_denied', 'account_inactive')
  if (isReachable({ ...situation, account: { ...account, mailResetAt: null } })) {
    return refuse('unmet_authentication_requirements', 'mail_hold')
  }
  return refuse('unmet_authentication_requirements', 'level_out_of_reach')
}

/** The same account as if nothing had been decided about it: what strangers may see of any account. */
export function asActive(situation: Situation): Situation {
  return { ...situation, account: { ...situation.account, state: 'ACTIVE' } }
}

function isReachable(situation: Situation): boolean {
  return targetLevel(situation) !== null
}
