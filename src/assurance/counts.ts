import { contains, isLive } from './combination.ts'
import type { EpochSeconds, FactorId } from './event.ts'
import type { Policy } from './policy.ts'

/** Whether a sign-in of some level can rest on this factor now: a method that has ended, or not begun, counts nowhere. */
export function counts(factor: FactorId, { levels }: Policy, now: EpochSeconds): boolean {
  return levels.some(({ combinations }) =>
    combinations.some((combination) => isLive(combination, now) && contains(combination, [factor])),
  )
}
