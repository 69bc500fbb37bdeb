import type { Policy } from './policy.ts'
import type { Requirement } from './requirement.ts'

/**
 * A level that would satisfy the request. `needed` is the index of the level that must be proved, `acr` what is then
 * reported. They differ in one case: an essential value below the client's own floor is reported as asked (OIDC Core
 * §5.5.1.1 demands one of the requested values; the level proved implies it), but the floor is what must be proved.
 */
export interface WantedLevel {
  readonly needed: number
  readonly acr: string
}

/**
 * Groups of acceptable levels: any level of an earlier group goes before those of a later one, and within a group the
 * order is the request's. `preferred` ones are worth a try, but never a dead end.
 */
export interface WantedGroup {
  readonly levels: readonly WantedLevel[]
  readonly preferred: boolean
}

/** Unknown values are ignored; without a known one the default level is required, unless the claim is essential. */
export function wantedLevels(requirement: Requirement, policy: Policy): readonly WantedGroup[] {
  const floor = requirement.minAcr === null ? 0 : indexOf(policy, requirement.minAcr)
  if (floor === -1) return []

  const known = requirement.acrValues.filter((acr) => indexOf(policy, acr) !== -1)
  if (requirement.acrEssential && requirement.acrValues.length > 0) {
    const levels = known.map((acr) => ({ needed: Math.max(floor, indexOf(policy, acr)), acr }))
    return [{ levels, preferred: false }]
  }
  return [
    { levels: known.flatMap((acr) => atLeast(policy, acr, floor)), preferred: true },
    { levels: atLeast(policy, policy.defaultAcr, floor), preferred: false },
  ]
}

function atLeast(policy: Policy, acr: string, floor: number): WantedLevel[] {
  const asked = indexOf(policy, acr)
  const needed = Math.max(floor, asked)
  const level = policy.levels[needed]
  return level && asked !== -1 ? [{ needed, acr: level.acr }] : []
}

function indexOf(policy: Policy, acr: string): number {
  return policy.levels.findIndex((level) => level.acr === acr)
}
