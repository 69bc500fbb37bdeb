import type { EpochSeconds, FactorId } from './event.ts'
import type { Combination } from './level.ts'
import { isMethodLive, methodEnd } from './method-dates.ts'
import type { Policy } from './policy.ts'

/**
 * A way to sign in that there was: a method, or methods that counted together. In a combination that ended, each method
 * may still count among others: what ended on 16 January 2025 is the password alone, not the password.
 */
export interface EndedWay {
  readonly kind: 'method' | 'combination'
  readonly factors: readonly FactorId[]
  /** The first instant at which it no longer counted. */
  readonly until: EpochSeconds
}

/** What has ended by now, combinations first: to be told with what to do instead. */
export function endedWays(policy: Pick<Policy, 'methods' | 'levels'>, now: EpochSeconds): readonly EndedWay[] {
  const methods = Object.keys(policy.methods).flatMap((factor): EndedWay[] => {
    const until = methodEnd(policy, factor, now)
    return until === null ? [] : [{ kind: 'method', factors: [factor], until }]
  })
  return [...endedCombinations(policy, now), ...methods]
}

/** Those whose methods all still count, and that no level accepts any more or will. */
function endedCombinations(policy: Pick<Policy, 'methods' | 'levels'>, now: EpochSeconds): EndedWay[] {
  const all = policy.levels.flatMap(({ combinations }) => combinations)
  const isOver = ({ until }: Combination): boolean => until !== undefined && now >= until
  const over = all.filter(
    (one) =>
      all.filter((other) => nameOf(other) === nameOf(one)).every(isOver) &&
      one.factors.every((factor) => isMethodLive(policy, factor, now)),
  )
  const names = [...new Set(over.map(nameOf))]
  return names.map((name) => {
    const same = over.filter((one) => nameOf(one) === name)
    const until = Math.max(...same.map((one) => one.until ?? 0))
    return { kind: 'combination', factors: same[0]?.factors ?? [], until }
  })
}

function nameOf({ factors }: Combination): string {
  return factors.toSorted().join(' ')
}
