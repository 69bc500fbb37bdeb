import type { EpochSeconds, FactorId, Seconds } from './event.ts'

/**
 * Factors that together are enough for a level, in the order they are asked. `from` is the first instant at which
 * the combination counts, `until` the first at which it no longer does.
 */
export interface Combination {
  readonly factors: readonly FactorId[]
  readonly from?: EpochSeconds
  readonly until?: EpochSeconds
}

/** An assurance level: alternatives, best first, and how long an earlier sign-in's event counts towards it. */
export interface AssuranceLevel {
  readonly acr: string
  readonly combinations: readonly Combination[]
  readonly lifetime: Seconds
}
