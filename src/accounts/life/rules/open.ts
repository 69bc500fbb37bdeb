/** NONE: how an account begins, rows #1–#4. */
import { isAged, passwordExpiry } from '../deadline.ts'
import type { Next } from '../effect.ts'
import type { LifeAccount } from '../life-account.ts'
import type { LifeEvent, LifeRefusal } from '../account-life.ts'
import type { LifePolicy } from '../life-policy.ts'
import { codeExpiry, sendCode } from './code.ts'

const NEW: LifeAccount = {
  phase: 'REG_PENDING',
  suspended: false,
  temporaryUntil: null,
  windowEndsAt: null,
  passwordSetAt: null,
  passwordExpiresAt: null,
  passwordClosed: false,
  firstActiveAt: null,
  mailResetAt: null,
  code: null,
  reissuedAt: [],
  noticesGiven: [],
}

/** That the user name is free and the person has no other account is settled by the statements that write it. */
export function open(event: LifeEvent<'open'>, policy: LifePolicy, now: number): Next | LifeRefusal {
  if (!isAged(event.birthdate, policy.person.minAge, policy.timeZone, now)) return 'too_young'
  const record = { do: 'record', event: 'account.opened', reason: event.how } as const
  if (event.how === 'signature') {
    // #4: the signature is the proof that a code would be; services are there at once
    const passwordExpiresAt = passwordExpiry(event.validity, policy, now)
    const account: LifeAccount = {
      ...NEW,
      phase: 'ACTIVE',
      windowEndsAt: passwordExpiresAt + policy.password.graceAfterExpiry,
      passwordSetAt: now,
      passwordExpiresAt,
      firstActiveAt: now,
    }
    const ready = { template: 'account-ready', props: { how: 'signature', passwordExpiresAt } } as const
    return {
      account,
      // The address stands in what was signed
      effects: [
        record,
        { do: 'confirm_address' },
        { do: 'set_password', hash: event.passwordHash },
        { do: 'mail', mail: ready },
      ],
    }
  }
  const account: LifeAccount =
    event.how === 'temporary'
      ? // #1: thirty days from submission (RD2)
        { ...NEW, phase: 'TEMP_PENDING', temporaryUntil: now + policy.temporary.ttl }
      : // #2 #3
        registered(NEW, policy, now)
  const sent = sendCode({ account, policy, now }, { reissue: false })
  return { ...sent, effects: [record, ...sent.effects] }
}

/** #14, RD1: the window begins when the first code expires. That instant is known already, and no later code moves it. */
export function registered(account: LifeAccount, policy: LifePolicy, now: number): LifeAccount {
  const windowEndsAt = codeExpiry('ACTIVATION', policy, now) + policy.registration.pending.window
  return { ...account, phase: 'REG_PENDING', temporaryUntil: null, windowEndsAt }
}
