import type { AssuranceLevel } from '../assurance/level.ts'
import type { Policy } from '../assurance/policy.ts'
import type { Factor } from '../factors/factor.ts'

/**
 * The policy as far as this installation can follow it: what needs a factor that is not here leads nowhere, and is
 * offered to nobody.
 */
export function usablePolicy(policy: Policy, factors: readonly Factor[]): Policy {
  const isHere = (id: string): boolean => factors.some((factor) => factor.id === id)
  const usable = (level: AssuranceLevel): AssuranceLevel => ({
    ...level,
    combinations: level.combinations.filter((combination) => combination.factors.every(isHere)),
  })
  return {
    ...policy,
    levels: policy.levels.map(usable),
    enrolment: usable(policy.enrolment),
    recovery: usable(policy.recovery),
    selfIdentifying: policy.selfIdentifying.filter(isHere),
  }
}
