import { isWithin } from './combination.ts'
import type { AuthenticationEvent, EpochSeconds, FactorId } from './event.ts'
import type { Combination } from './level.ts'
import { factorsOf } from './situation.ts'

/** The combination that was met: the source of `amr` and `auth_time`. */
export interface CountedProof {
  readonly factors: readonly FactorId[]
  /** The oldest event counted. */
  readonly authTime: EpochSeconds
}

/** The most recent of the combinations that these events meet; of equally recent ones the best. */
export function countedProof(
  combinations: readonly Combination[],
  events: readonly AuthenticationEvent[],
): CountedProof | null {
  const proved = factorsOf(events)
  const met = combinations
    .filter((combination) => isWithin(combination, proved))
    .map(({ factors }) => ({ factors, authTime: Math.min(...factors.map((factor) => latest(factor, events))) }))
  return met.toSorted((one, other) => other.authTime - one.authTime)[0] ?? null
}

function latest(factor: FactorId, events: readonly AuthenticationEvent[]): EpochSeconds {
  return Math.max(...events.filter((event) => event.factor === factor).map(({ at }) => at))
}
