/** What the rows have in common that send a code or take one back. */
import type { Effect, Next } from '../effect.ts'
import { isOver, passwordExpiry } from '../deadline.ts'
import type { CodePurpose, LifeAccount } from '../life-account.ts'
import type { LifeEvent, LifeRefusal } from '../account-life.ts'
import type { LifePolicy } from '../life-policy.ts'
import type { Rule, Situation } from './rule.ts'

/** The last second of a code for this purpose that is sent now. */
export function codeExpiry(purpose: CodePurpose, { code }: LifePolicy, now: number): number {
  const ttl = { ACTIVATION: code.activation.ttl, RESET: code.reset.ttl, REACTIVATION: code.reactivation.ttl }
  return now + ttl[purpose]
}

/** Sends the account's code; what was out before is superseded by it. */
export function sendCode({ account, policy, now }: Situation, { reissue }: { readonly reissue: boolean }): Next {
  const purpose = PURPOSES[account.phase]
  const ownEnd = codeExpiry(purpose, policy, now)
  // A temporary account's code is no longer good than the account
  const expiresAt = account.temporaryUntil === null ? ownEnd : Math.min(ownEnd, account.temporaryUntil)
  const send: Effect = {
    do: 'send_code',
    purpose,
    expiresAt,
    windowEndsAt: account.temporaryUntil ?? account.windowEndsAt,
    reissue,
    mail: MAILS[account.phase],
  }
  return {
    account: {
      ...account,
      code: { purpose, expiresAt, wrongEntries: 0 },
      reissuedAt: reissue ? [...account.reissuedAt, now] : account.reissuedAt,
    },
    effects: [send, { do: 'record', event: 'account.code_sent', reason: purpose }],
  }
}

const PURPOSES: Readonly<Record<LifeAccount['phase'], CodePurpose>> = {
  TEMP_PENDING: 'ACTIVATION',
  REG_PENDING: 'ACTIVATION',
  REACT_PENDING: 'REACTIVATION',
  TEMP_ACTIVE: 'RESET',
  ACTIVE: 'RESET',
  PW_EXPIRED: 'RESET',
  INACTIVE: 'RESET',
}

const RESET = { template: 'reset-code' } as const
const MAILS: Readonly<Record<LifeAccount['phase'], Extract<Effect, { do: 'send_code' }>['mail']>> = {
  TEMP_PENDING: { template: 'activation-code', kind: 'temporary' },
  REG_PENDING: { template: 'activation-code', kind: 'registration' },
  REACT_PENDING: { template: 'activation-code', kind: 'reactivation' },
  TEMP_ACTIVE: RESET,
  ACTIVE: RESET,
  PW_EXPIRED: RESET,
  INACTIVE: RESET,
}

/** Whoever asks for a code again gets one inside the window, and not more often than the limit. */
export const sendAgain: Rule<'forgotten'> = (_event, situation) => {
  const { account, policy, now } = situation
  if (isOver(account.windowEndsAt, now)) return 'window_over'
  const { max, per } = policy.code.reissues
  if (account.reissuedAt.filter((at) => at > now - per).length >= max) return 'too_many_codes'
  return sendCode(situation, { reissue: true })
}

/** Judges a typed code before a state says what it is good for; #43: a wrong one is counted, the last one kills it. */
export function redeeming(
  good: (event: LifeEvent<'redeem'>, situation: Situation) => Next,
): (event: LifeEvent<'redeem'>, situation: Situation) => Next | LifeRefusal {
  return (event, situation) => {
    if (situation.account.code === null) return 'no_live_code'
    if (!event.right) return 'code_wrong'
    const { account, effects } = good(event, situation)
    const taken: Effect[] = [
      { do: 'use_code' },
      { do: 'record', event: 'account.code_redeemed', reason: situation.account.code.purpose },
      { do: 'confirm_address' },
      { do: 'set_password', hash: event.passwordHash },
    ]
    return { account: account === null ? null : { ...account, code: null }, effects: [...taken, ...effects] }
  }
}

/** What a new password begins: its own expiry, and the window after it. Closed by failures, it is open again. */
export function withPassword(
  { account, policy, now }: Situation,
  validity: Parameters<typeof passwordExpiry>[0],
): LifeAccount & { readonly passwordExpiresAt: number } {
  const passwordExpiresAt = passwordExpiry(validity, policy, now)
  const windowEndsAt = passwordExpiresAt + policy.password.graceAfterExpiry
  return { ...account, passwordSetAt: now, passwordExpiresAt, windowEndsAt, passwordClosed: false }
}
