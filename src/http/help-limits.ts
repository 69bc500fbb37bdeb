import { Temporal } from 'temporal-polyfill'
import type { HelpLimits } from '../../views/texts/help-topic.ts'

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** What the help pages tell of the configuration; durations in seconds, `maxAge` as ISO 8601. */
export interface ToldConfig {
  readonly lifetimes: {
    readonly emailCode: number
    readonly sessionIdle: number
    readonly sessionAbsolute: number
    readonly sharedSessionIdle: number
  }
  readonly limits: { readonly account: { readonly closedAfter: number } }
  readonly life: {
    readonly code: {
      readonly activation: { readonly ttl: number }
      readonly reissues: { readonly max: number; readonly per: number }
    }
    readonly registration: { readonly pending: { readonly window: number } }
    readonly temporary: { readonly ttl: number }
    readonly password: {
      readonly maxAge: string
      readonly graceAfterExpiry: number
      readonly warnings: readonly number[]
    }
    readonly recovery: { readonly mailHold: number }
    readonly person: { readonly minAge: number; readonly fullServicesAge: number }
  }
}

/** The figures of the help pages. */
export function helpLimits({ lifetimes, limits, life }: ToldConfig): HelpLimits {
  const { code, password } = life
  return {
    codeDays: life.code.activation.ttl / DAY,
    codesPerDay: Math.max(1, Math.floor((code.reissues.max * DAY) / code.reissues.per)),
    windowDays: life.registration.pending.window / DAY,
    temporaryDays: life.temporary.ttl / DAY,
    graceDays: password.graceAfterExpiry / DAY,
    passwordYears: yearsOf(password.maxAge),
    warningDays: password.warnings.map((warning) => warning / DAY),
    holdHours: life.recovery.mailHold / HOUR,
    closedAfter: limits.account.closedAfter,
    mailCodeMinutes: lifetimes.emailCode / MINUTE,
    idleMinutes: lifetimes.sessionIdle / MINUTE,
    longestHours: lifetimes.sessionAbsolute / HOUR,
    sharedMinutes: lifetimes.sharedSessionIdle / MINUTE,
    minAge: life.person.minAge,
    fullAge: life.person.fullServicesAge,
  }
}

// Any day will do: only whole months and years are chosen for this
function yearsOf(duration: string): number {
  return Temporal.Duration.from(duration).total({ unit: 'years', relativeTo: Temporal.PlainDate.from('2025-01-01') })
}
