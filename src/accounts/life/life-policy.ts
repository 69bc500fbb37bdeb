import type { Seconds } from '../../assurance/event.ts'

/** The time limits of an account's life: `life` in `config/policy.yaml`. */
export interface LifePolicy {
  /** In which calendar durations and days are counted. */
  readonly timeZone: string
  readonly code: {
    readonly activation: { readonly ttl: Seconds }
    readonly reset: { readonly ttl: Seconds }
    readonly reactivation: { readonly ttl: Seconds }
    /** With this wrong entry the code is dead. */
    readonly wrongEntries: number
    /** Codes that people ask for again: at most `max` in `per`. */
    readonly reissues: { readonly max: number; readonly per: Seconds }
  }
  readonly registration: { readonly pending: { readonly window: Seconds } }
  readonly temporary: {
    readonly ttl: Seconds
    /** Counted from submission. */
    readonly reminders: readonly Seconds[]
  }
  readonly password: {
    /** A calendar duration, as ISO 8601: two years are not always equally long. */
    readonly maxAge: string
    readonly minAge: Seconds
    readonly graceAfterExpiry: Seconds
    /** Before expiry. */
    readonly warnings: readonly Seconds[]
  }
  readonly recovery: RecoveryPolicy
  readonly person: {
    /** In years. */
    readonly minAge: number
    readonly fullServicesAge: number
    /** Whether a person's subject seed outlives the account, so that services know them again (`domain.md` RD9). */
    readonly keepSubject: boolean
  }
  readonly username: {
    /** A calendar duration: how long the name of a deleted verified account is nobody's. */
    readonly reserved: string
  }
}

/** What lost factors and forgotten passwords have to wait for. */
export interface RecoveryPolicy {
  /** After a reset by mail (RD8). */
  readonly mailHold: Seconds
  /** Until a lost factor is taken away by password and mailed code alone; null where that is not offered. */
  readonly waiting: Seconds | null
  /** How long ago the second address for notices must have been confirmed. */
  readonly noticeAge: Seconds
  /** How often it can be started in one account: at most `max` in `per`. */
  readonly starts: { readonly max: number; readonly per: Seconds }
}
