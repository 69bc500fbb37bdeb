import type { EpochSeconds, FactorId } from './event.ts'
import type { AccountFacts } from './facts.ts'
import type { AccountState, Policy } from './policy.ts'

/** Factors that rest on a mailbox: whoever reset the password by mail already has it. */
export const MAILED: readonly FactorId[] = ['email-code', 'identification-mail']

type SignIn = 'open' | 'password_closed' | 'none'

const SIGN_IN: Readonly<Record<AccountState, SignIn>> = {
  TEMP_PENDING: 'none',
  TEMP_ACTIVE: 'open',
  REG_PENDING: 'none',
  ACTIVE: 'open',
  PW_EXPIRED: 'password_closed',
  INACTIVE: 'password_closed',
  REACT_PENDING: 'none',
  SUSPENDED: 'none',
}

/** Nothing lets an account in this state sign in. */
export function isBarred(state: AccountState): boolean {
  return SIGN_IN[state] === 'none'
}

/** Factors that an account in this state may prove in vain: combinations with them do not count. */
export function closedFactors(state: AccountState): readonly FactorId[] {
  return SIGN_IN[state] === 'password_closed' ? ['password'] : []
}

/** The index of the highest level that the account's state allows; a ceiling that no level bears allows none. */
export function ceiling(state: AccountState, policy: Policy): number {
  const acr = policy.maxAcr[state]
  return acr === undefined ? policy.levels.length - 1 : policy.levels.findIndex((level) => level.acr === acr)
}

/**
 * The time after a reset by mail in which a mailed code lifts nobody above the lowest level (`domain.md` RD8): one
 * mailbox must not be two factors.
 */
export function isMailHeld({ mailResetAt }: AccountFacts, { mailHold }: Policy, now: EpochSeconds): boolean {
  return mailResetAt !== null && now < mailResetAt + mailHold
}
