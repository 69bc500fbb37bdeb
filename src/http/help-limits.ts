import type { HelpLimits } from '../../views/texts/help-topic.ts'

const MINUTE = 60
const HOUR = 60 * MINUTE

/** Settings that the help pages tell people about, in seconds. */
interface ToldLifetimes {
  readonly emailCode: number
  readonly sessionIdle: number
  readonly sessionAbsolute: number
  readonly sharedSessionIdle: number
}

/** The figures of the help pages. */
export function helpLimits(lifetimes: ToldLifetimes): HelpLimits {
  return {
    codeDays: 5,
    windowDays: 60,
    temporaryDays: 30,
    graceDays: 60,
    passwordYears: 2,
    warningDays: [30, 7, 1],
    holdHours: 72,
    closedAfter: 100,
    mailCodeMinutes: lifetimes.emailCode / MINUTE,
    idleMinutes: lifetimes.sessionIdle / MINUTE,
    longestHours: lifetimes.sessionAbsolute / HOUR,
    sharedMinutes: lifetimes.sharedSessionIdle / MINUTE,
    minAge: 14,
    fullAge: 18,
  }
}
