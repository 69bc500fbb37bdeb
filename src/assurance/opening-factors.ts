import { firstMissing, isLive } from './combination.ts'
import type { EpochSeconds, FactorId } from './event.ts'
import type { Policy } from './policy.ts'
import type { Requirement } from './requirement.ts'
import type { WantedGroup } from './wanted-level.ts'
import { waysThrough } from './ways-through.ts'

/**
 * The factors with which a sign-in may begin, best first: the same for every account, known or not, so that they tell
 * nothing about it. Those that tell by themselves who it is, and what begins an enrolment: that is always among them,
 * so that whoever lacks the factor asked for can still say who they are, and is led to enrol it or gets an answer.
 */
export function openingFactors(
  requirement: Requirement,
  policy: Policy,
  now: EpochSeconds,
  wanted: readonly WantedGroup[],
): readonly FactorId[] {
  const ways = waysThrough(requirement, policy, now, wanted)
  const enrolment = firstMissing(
    policy.enrolment.combinations.filter((combination) => isLive(combination, now)),
    new Set(),
  )
  const begins = (factor: FactorId): boolean => policy.selfIdentifying.includes(factor) || enrolment.includes(factor)
  return [...new Set([...firstMissing(ways, new Set()).filter(begins), ...enrolment])]
}
