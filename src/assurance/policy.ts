import type { EpochSeconds, FactorId, Seconds } from './event.ts'
import type { AssuranceLevel } from './level.ts'

/** The states of an account (`domain.md` §2.3). Only accounts that exist have one: NONE and DELETED are absent. */
export type AccountState =
  'TEMP_PENDING' | 'TEMP_ACTIVE' | 'REG_PENDING' | 'ACTIVE' | 'PW_EXPIRED' | 'INACTIVE' | 'REACT_PENDING' | 'SUSPENDED'

/** `from` is the first instant at which a method counts, `until` the first at which it no longer does. */
export interface MethodDates {
  readonly from?: EpochSeconds
  readonly until?: EpochSeconds
}

/** What the country decided, as data: read from `config/policy.yaml`. */
export interface Policy {
  /** The methods there are or were. Their dates are laid over the combinations already. */
  readonly methods: Readonly<Record<FactorId, MethodDates>>
  /** Lowest first; each implies the ones below it. */
  readonly levels: readonly AssuranceLevel[]
  readonly defaultAcr: string
  /** The highest level an account in this state reaches, whatever its factors. */
  readonly maxAcr: Readonly<Partial<Record<AccountState, string>>>
  /** Enough to enrol a first second factor; never reported to a service. */
  readonly enrolment: AssuranceLevel
  /** Enough to replace a lost factor; never reported to a service. */
  readonly recovery: AssuranceLevel
  /** Factors that tell by themselves who it is. */
  readonly selfIdentifying: readonly FactorId[]
  /**
   * Factors whose answer is bound to the place that asked, so that a page in between gains nothing (SP 800-63B-4
   * §3.2.5).
   */
  readonly phishingResistant: readonly FactorId[]
  /** For how long after a reset by mail a mailed code counts for nothing above the lowest level (`domain.md` RD8). */
  readonly mailHold: Seconds
}
