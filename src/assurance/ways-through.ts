import { acceptable } from './acceptable.ts'
import type { EpochSeconds } from './event.ts'
import type { Combination } from './level.ts'
import type { Policy } from './policy.ts'
import type { Requirement } from './requirement.ts'
import { wantedLevels, type WantedGroup } from './wanted-level.ts'

/** Every combination that is enough for what was asked, whoever it is; one may stand in it several times. */
export function waysThrough(
  requirement: Requirement,
  policy: Policy,
  now: EpochSeconds,
  wanted: readonly WantedGroup[] = wantedLevels(requirement, policy),
): readonly Combination[] {
  return wanted.flatMap(({ levels }) => levels.flatMap(({ needed }) => acceptable(needed, requirement, policy, now)))
}
