/** What the clock does to an account, row by row: each timer with the second at which it is due. */
import type { EpochSeconds } from '../../assurance/event.ts'
import { daysUntil, firstSecondAfter, isOver } from './deadline.ts'
import type { Effect, LifeMail, Next } from './effect.ts'
import { lastChance, noticeKey, type LifeAccount } from './life-account.ts'
import type { LifePolicy } from './life-policy.ts'
import { deleted } from './rules/delete.ts'

export interface Timer {
  readonly dueAt: EpochSeconds
  /** `now` may be later than `dueAt`: what is no longer worth saying is not said. */
  run(now: EpochSeconds): Next
}

/** Every timer of an account where it stands now, in no particular order. */
export function timersOf(account: LifeAccount, policy: LifePolicy): readonly Timer[] {
  switch (account.phase) {
    case 'TEMP_PENDING':
    case 'TEMP_ACTIVE':
      return [...codeEnds(account), ...reminders(account, policy), ...temporaryEnds(account)]
    case 'REG_PENDING':
      return [...codeEnds(account), ...registrationEnds(account)]
    case 'ACTIVE':
      return [...codeEnds(account), ...warnings(account, policy), ...passwordEnds(account)]
    case 'PW_EXPIRED':
    case 'REACT_PENDING':
      return [...codeEnds(account), ...becomesInactive(account)]
    case 'INACTIVE':
      return []
  }
}

/** #6 #14: the code is EXPIRED. Nobody is told; whoever types it gets the ordinary answer. */
function codeEnds(account: LifeAccount): Timer[] {
  return after(account.code?.expiresAt ?? null, () => ({ account: { ...account, code: null }, effects: [] }))
}

/** #8: day 23 and day 29. */
function reminders(account: LifeAccount, { temporary: { ttl, reminders: days } }: LifePolicy): Timer[] {
  const finaliseBy = account.temporaryUntil
  if (finaliseBy === null) return []
  const instants = days.map((day) => finaliseBy - ttl + day)
  return notices(account, { notice: 'temporary_reminder', instants, end: finaliseBy }, (now) => ({
    template: 'temporary-reminder',
    props: { days: daysUntil(finaliseBy, now), finaliseBy },
  }))
}

/** #21; those that lay before the password was set collapse into the first that does not (edge h). */
function warnings(account: LifeAccount, { password }: LifePolicy): Timer[] {
  const expiresAt = account.passwordExpiresAt
  if (expiresAt === null) return []
  const instants = password.warnings
    .map((before) => expiresAt - before)
    .filter((at) => account.passwordSetAt === null || at >= account.passwordSetAt)
  return notices(account, { notice: 'password_warning', instants, end: expiresAt }, (now) => ({
    template: 'password-warning',
    props: { days: daysUntil(expiresAt, now), expiresAt },
  }))
}

/** #9, RD2: not finalised by day 30. */
function temporaryEnds(account: LifeAccount): Timer[] {
  return after(account.temporaryUntil, () => deleted(account, 'temporary_expired'))
}

/** #17, RD1: at the end of the window, or of the last code that was sent inside it. */
function registrationEnds(account: LifeAccount): Timer[] {
  return after(windowEnd(account), () => deleted(account, 'not_activated'))
}

/** #22: sessions end at their next check. */
function passwordEnds(account: LifeAccount): Timer[] {
  return after(account.passwordExpiresAt, (now) => {
    const { windowEndsAt } = account
    const tell = windowEndsAt !== null && !isOver(windowEndsAt, now)
    return {
      account: { ...account, phase: 'PW_EXPIRED' },
      effects: [
        { do: 'record', event: 'account.state_changed', reason: 'PW_EXPIRED' },
        ...(tell ? [mail({ template: 'password-expired', props: { renewBy: windowEndsAt } })] : []),
      ],
    }
  })
}

/** #26 #31, RD6: nothing is deleted. */
function becomesInactive(account: LifeAccount): Timer[] {
  return after(windowEnd(account), () => ({
    account: { ...account, phase: 'INACTIVE', windowEndsAt: null },
    effects: [
      { do: 'record', event: 'account.state_changed', reason: 'INACTIVE' },
      mail({ template: 'account-inactive', props: {} }),
    ],
  }))
}

function windowEnd({ windowEndsAt, code }: LifeAccount): EpochSeconds | null {
  return lastChance({ windowEndsAt, codeExpiresAt: code?.expiresAt ?? null })
}

function after(deadline: EpochSeconds | null, run: Timer['run']): Timer[] {
  return deadline === null ? [] : [{ dueAt: firstSecondAfter(deadline), run }]
}

/**
 * Notices ahead of an end, each once. Of several that have come due together, after a pause, the last alone is worth a
 * mail; and none is once the end has come.
 */
function notices(
  account: LifeAccount,
  { notice, instants, end }: { notice: string; instants: readonly EpochSeconds[]; end: EpochSeconds },
  write: (now: EpochSeconds) => LifeMail,
): Timer[] {
  return instants
    .filter((dueAt) => !account.noticesGiven.includes(noticeKey(notice, dueAt)))
    .map((dueAt) => ({
      dueAt,
      run(now) {
        const last = Math.max(...instants.filter((at) => at <= now))
        const worthIt = dueAt === last && !isOver(end, now)
        return {
          account: { ...account, noticesGiven: [...account.noticesGiven, noticeKey(notice, dueAt)] },
          effects: [{ do: 'notice', notice, dueAt, mail: worthIt ? write(now) : null }],
        }
      },
    }))
}

function mail(written: LifeMail): Effect {
  return { do: 'mail', mail: written }
}
