import { isLive } from './combination.ts'
import type { EpochSeconds, FactorId } from './event.ts'
import type { Policy } from './policy.ts'

/** The acr of the highest level that a method, asked last, completes; null for one that completes none by itself. */
export function levelReached(factor: FactorId, policy: Pick<Policy, 'levels'>, now: EpochSeconds): string | null {
  const level = policy.levels.findLast(({ combinations }) =>
    combinations.some((combination) => isLive(combination, now) && combination.factors.at(-1) === factor),
  )
  return level?.acr ?? null
}
