/** Why a user name cannot be had; the official rule (domain §6). */
export type UsernameFault = 'too_short' | 'too_long' | 'characters' | 'too_uniform'

const MIN_LENGTH = 4
const MAX_LENGTH = 64
const MIN_DIFFERENT = 3

/**
 * How user names are compared, stored and counted: the same name in another case, width or composition is the same
 * name. Spaces around it are not part of it: keyboards add them. Longer than any name can be, it belongs to nobody.
 */
export function usernameKey(typed: string): string {
  // Some letters decompose only after their case changed: the second pass makes the key stable.
  return typed.normalize('NFKC').trim().toLowerCase().normalize('NFKC')
}

/**
 * The first rule a new user name breaks, or null. Letters are Latin ones only: a name that looks like another's in a
 * different alphabet would let one person pass for another. Hyphens and special characters are forbidden by the rule.
 */
export function usernameFault(username: string): UsernameFault | null {
  const characters = Array.from(username.normalize('NFKC'))
  if (characters.length < MIN_LENGTH) return 'too_short'
  if (characters.length > MAX_LENGTH) return 'too_long'
  if (!/^[\p{Script=Latin}0-9]+$/u.test(characters.join(''))) return 'characters'
  if (new Set(usernameKey(username)).size < MIN_DIFFERENT) return 'too_uniform'
  return null
}
