import type { KeyedHash } from '../system/hashing.ts'

/** What of a person's natural data tells who they are. */
interface NaturalIdentity {
  readonly family_name: string
  readonly given_name: string
  readonly birth_family_name: string
  readonly birth_given_name: string
  readonly hu_mother_birth_family_name: string
  readonly hu_mother_birth_given_name: string
  readonly birthdate: string
  readonly place_of_birth: { readonly locality: string; readonly country: string }
  readonly gender: string
}

/**
 * Keyed hashes by which the same person is found again (`domain.md` RD9): of the identity at birth, which marriage does
 * not change, and of the full set. Case, spaces and composition make no other person; an accent does: Szabó Ádám and
 * Szabó Adam may be two.
 */
export function birthKey(keyed: Pick<KeyedHash, 'hash'>, identity: NaturalIdentity): string {
  return keyed.hash(BIRTH, atBirth(identity))
}

/** The same under every key that is loaded: for looking up. */
export function birthKeys(keyed: Pick<KeyedHash, 'hashes'>, identity: NaturalIdentity): readonly string[] {
  return keyed.hashes(BIRTH, atBirth(identity))
}

export function identityKey(keyed: Pick<KeyedHash, 'hash'>, identity: NaturalIdentity): string {
  return keyed.hash(FULL, inFull(identity))
}

export function identityKeys(keyed: Pick<KeyedHash, 'hashes'>, identity: NaturalIdentity): readonly string[] {
  return keyed.hashes(FULL, inFull(identity))
}

const BIRTH = 'identity-at-birth'
const FULL = 'identity-in-full'

function atBirth(identity: NaturalIdentity): string {
  return written([
    identity.birth_family_name,
    identity.birth_given_name,
    identity.hu_mother_birth_family_name,
    identity.hu_mother_birth_given_name,
    identity.place_of_birth.locality,
    identity.place_of_birth.country,
    identity.birthdate,
  ])
}

function inFull(identity: NaturalIdentity): string {
  return written([identity.family_name, identity.given_name, atBirth(identity), identity.gender])
}

/** JSON keeps the parts apart: ("Kis", "Anna Mária") and ("Kis Anna", "Mária") must not meet. */
function written(parts: readonly string[]): string {
  return JSON.stringify(parts.map(normal))
}

function normal(text: string): string {
  return text.normalize('NFC').trim().replaceAll(/\s+/gu, ' ').toLocaleLowerCase('hu').normalize('NFC')
}
