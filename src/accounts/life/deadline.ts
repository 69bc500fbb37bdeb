import { Temporal } from 'temporal-polyfill'
import type { EpochSeconds } from '../../assurance/event.ts'
import type { LifePolicy } from './life-policy.ts'
import type { PasswordValidity } from './account-life.ts'

const DAY = 86_400

/**
 * Deadlines are inclusive to the second (`domain.md` RD11): at the instant of the deadline itself a thing still holds,
 * one second after it does not. "5 days" are 120 hours, so a code sent at noon is good at the stroke of noon on the
 * fifth day. Everything that asks whether a time is over asks here; null is never over.
 */
export function isOver(deadline: EpochSeconds | null, now: EpochSeconds): boolean {
  return deadline !== null && now > deadline
}

/** The first second at which the deadline is over: when the clock has something to do. */
export function firstSecondAfter(deadline: EpochSeconds): EpochSeconds {
  return deadline + 1
}

/**
 * The last second of a password that is set now. Years are calendar years where the people live, so that they end on
 * the same day and at the same hour (29 February: on the 28th); days are 24 hours. Never outside what the policy allows.
 */
export function passwordExpiry(
  validity: PasswordValidity,
  { password: { maxAge, minAge }, timeZone }: LifePolicy,
  now: EpochSeconds,
): EpochSeconds {
  const chosen = 'years' in validity ? later(now, `P${validity.years}Y`, timeZone) : now + validity.days * DAY
  return Math.min(Math.max(Math.floor(chosen), now + minAge), later(now, maxAge, timeZone))
}

/** The longest validity there is. */
export function longestExpiry({ password: { maxAge }, timeZone }: LifePolicy, now: EpochSeconds): EpochSeconds {
  return later(now, maxAge, timeZone)
}

/** This calendar duration (ISO 8601) after an instant, by the clocks of a time zone. */
export function later(instant: EpochSeconds, duration: string, timeZone: string): EpochSeconds {
  const start = Temporal.Instant.fromEpochMilliseconds(instant * 1000).toZonedDateTimeISO(timeZone)
  return start.add(duration).epochMilliseconds / 1000
}

/** Whether somebody born on this day (`1984-03-17`) has had that birthday; who was born on a 29 February has it on 1 March. */
export function isAged(birthdate: string, years: number, timeZone: string, now: EpochSeconds): boolean {
  const today = Temporal.Instant.fromEpochMilliseconds(now * 1000)
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
  // Counted back from today, the 29th stays ahead until March
  return Temporal.PlainDate.compare(Temporal.PlainDate.from(birthdate), today.subtract({ years })) <= 0
}

/** Whole days from now to a deadline, a begun one counting: what a warning says. */
export function daysUntil(deadline: EpochSeconds, now: EpochSeconds): number {
  return Math.max(1, Math.ceil((deadline - now) / DAY))
}
