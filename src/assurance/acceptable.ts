import { ceiling, closedFactors, isBarred, isMailHeld, MAILED } from './account-limits.ts'
import { contains, isLive } from './combination.ts'
import type { EpochSeconds } from './event.ts'
import type { AccountFacts } from './facts.ts'
import type { Combination } from './level.ts'
import type { Policy } from './policy.ts'
import type { Requirement } from './requirement.ts'

/**
 * The combinations that are enough for a level at this client, whoever it is: the level's own, best first, then those
 * of the levels above, which imply it.
 */
export function acceptable(
  level: number,
  requirement: Requirement,
  policy: Policy,
  now: EpochSeconds,
): readonly Combination[] {
  return policy.levels
    .slice(level)
    .flatMap(({ combinations }) => combinations)
    .filter((combination) => isLive(combination, now))
    .filter((combination) => !contains(combination, requirement.refusedFactors))
    .filter((combination) => !requirement.phishingResistant || contains(combination, policy.phishingResistant))
}

/** Of these, the ones that this account's state and history let count towards the level. */
export function acceptableFrom(
  account: AccountFacts,
  level: number,
  combinations: readonly Combination[],
  policy: Policy,
  now: EpochSeconds,
): readonly Combination[] {
  if (isBarred(account.state) || level > ceiling(account.state, policy)) return []
  const mailBarred = level > 0 && isMailHeld(account, policy, now)
  return combinations
    .filter((combination) => !contains(combination, closedFactors(account.state)))
    .filter((combination) => !mailBarred || !contains(combination, MAILED))
}
