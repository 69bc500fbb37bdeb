import type { Policy } from '../../src/assurance/policy.ts'

export const LOW = 'http://eidas.europa.eu/LoA/low'
export const SUBSTANTIAL = 'http://eidas.europa.eu/LoA/substantial'
export const HIGH = 'http://eidas.europa.eu/LoA/high'

const HOURS_8 = 8 * 60 * 60

/** Three levels that the factors of today reach, each by one factor more than the one below. */
export function threeLevels(policy: Policy): Policy {
  const level = (acr: string, ...factors: string[]) => ({ acr, combinations: [{ factors }], lifetime: HOURS_8 })
  return {
    ...policy,
    levels: [
      level(LOW, 'password'),
      level(SUBSTANTIAL, 'password', 'totp'),
      level(HIGH, 'password', 'totp', 'email-code'),
    ],
  }
}
