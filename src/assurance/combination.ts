import type { EpochSeconds, FactorId } from './event.ts'
import type { Combination } from './level.ts'

/** `from` is the first instant at which it counts, `until` the first at which it no longer does. */
export function isLive({ from, until }: Pick<Combination, 'from' | 'until'>, now: EpochSeconds): boolean {
  return (from === undefined || now >= from) && (until === undefined || now < until)
}

export function isWithin({ factors }: Combination, available: ReadonlySet<FactorId>): boolean {
  return factors.every((factor) => available.has(factor))
}

export function contains({ factors }: Combination, some: readonly FactorId[]): boolean {
  return factors.some((factor) => some.includes(factor))
}

/** The first factor still missing of each combination, each factor once, in the order of the combinations. */
export function firstMissing(combinations: readonly Combination[], proved: ReadonlySet<FactorId>): FactorId[] {
  const missing = combinations.flatMap(({ factors }) => factors.find((factor) => !proved.has(factor)) ?? [])
  return [...new Set(missing)]
}
