import type { AccountState } from '../assurance/policy.ts'
import type { NaturalIdentity } from '../persons/person.ts'
import type { EpochSeconds } from '../system/clock.ts'

/** The claims each scope stands for (`domain.md` §4; OIDC Core §5.4). `sub` and what tells of the sign-in are always allowed. */
export const SCOPE_CLAIMS = {
  openid: ['sub', 'acr', 'amr', 'auth_time'],
  name: ['name', 'family_name', 'given_name'],
  identity_4t: [
    'name',
    'family_name',
    'given_name',
    'birth_family_name',
    'birth_given_name',
    'hu_mother_birth_family_name',
    'hu_mother_birth_given_name',
    'birthdate',
    'place_of_birth',
    'gender',
    'hu_account_state',
  ],
  birthdate: ['birthdate'],
  age18: ['hu_age_over_18'],
  email: ['email', 'email_verified'],
} as const satisfies Readonly<Record<string, readonly string[]>>

/** Claims that say something about another one: given, shown and refused with it. */
export const ATTACHED_CLAIMS: Readonly<Record<string, string>> = { email_verified: 'email' }

/** Claims about the sign-in itself: nobody is asked whether the service may have them. */
const ABOUT_THE_SIGN_IN = new Set<string>(['sub', 'sid', 'acr', 'amr', 'auth_time', 'iss', 'nonce'])

/** What the register and the account know. */
export interface ClaimSource {
  readonly identity: NaturalIdentity
  readonly email: string
  readonly emailConfirmed: boolean
  readonly state: AccountState
}

/** Where ages are counted: the birthday begins at midnight there. */
const COUNTRY_TIME_ZONE = 'Europe/Budapest'

/** Kept, because making one takes longer than everything else that is done for a claim. */
const countryDate = new Intl.DateTimeFormat('sv-SE', { timeZone: COUNTRY_TIME_ZONE })

/**
 * Every claim this account has. A temporary account is self-asserted and has none of the register's
 * (`domain.md` RD12): of `identity_4t` it keeps `hu_account_state` alone, and the name that somebody typed is given to
 * who asks for a name, never to who asks for an identity.
 */
export function claimsOf(
  { identity, email, emailConfirmed, state }: ClaimSource,
  scopes: readonly string[],
  now: EpochSeconds,
) {
  const own = { email, email_verified: emailConfirmed, hu_account_state: isTemporary(state) ? 'temporary' : 'final' }
  const name = `${identity.family_name} ${identity.given_name}`
  const { family_name, given_name } = identity
  if (isTemporary(state)) return scopes.includes('name') ? { ...own, name, family_name, given_name } : own
  const { gender, ...known } = identity
  // What nobody told is left out, not empty (OpenID Connect Core §5.3.2)
  const told = gender === '' ? known : { ...known, gender }
  return { ...own, ...told, name, hu_age_over_18: ageOn(identity.birthdate, now) >= 18 }
}

function isTemporary(state: AccountState): boolean {
  return state === 'TEMP_ACTIVE' || state === 'TEMP_PENDING'
}

/** The claims a request would release, in a stable order: scopes and the `claims` parameter, within what the client may have. */
export function requestedClaims(
  scopes: Iterable<string>,
  claimsParameter: Iterable<string>,
  allowedScopes: ReadonlySet<string>,
): string[] {
  const allowed = claimsOfScopes(allowedScopes)
  const asked = new Set<string>([...claimsOfScopes(scopes), ...claimsParameter])
  return [...asked].filter((claim) => allowed.has(claim) && !ABOUT_THE_SIGN_IN.has(claim)).toSorted()
}

function claimsOfScopes(scopes: Iterable<string>): Set<string> {
  const table: Readonly<Record<string, readonly string[]>> = SCOPE_CLAIMS
  return new Set([...scopes].flatMap((scope) => table[scope] ?? []))
}

/** Whole years of age at this instant, counted in the country's time. */
function ageOn(birthdate: string, now: EpochSeconds): number {
  const today = countryDate.format(now * 1000)
  const years = Number(today.slice(0, 4)) - Number(birthdate.slice(0, 4))
  return today.slice(5) < birthdate.slice(5) ? years - 1 : years
}
