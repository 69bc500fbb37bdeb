/**
 * The register's record of a person. Owns the identity and the subject seed, both sealed to the person's row; leaves
 * accounts, and which of an identity's claims a service may know, to others.
 */
import * as z from 'zod'
import type { EpochSeconds } from '../assurance/event.ts'
import type { Db } from '../database/connect.ts'
import type { Transaction } from '../database/transaction.ts'
import type { KeyedHash } from '../system/hashing.ts'
import { randomId, randomUuid } from '../system/random.ts'
import type { Sealing } from '../system/sealing.ts'
import { birthKey, birthKeys, identityKey, identityKeys } from './identity-key.ts'
import { deletePerson, findVerified, insertPerson, keepLink, readPerson, takeLink } from './store.ts'

/** What a stored identity must look like. */
export const naturalIdentity = z.strictObject({
  family_name: z.string(),
  given_name: z.string(),
  birth_family_name: z.string(),
  birth_given_name: z.string(),
  hu_mother_birth_family_name: z.string(),
  hu_mother_birth_given_name: z.string(),
  /** A calendar date: `1984-03-17`. */
  birthdate: z.iso.date(),
  place_of_birth: z.strictObject({ locality: z.string(), country: z.string() }),
  gender: z.string(),
})

/** The natural data (4T) that a person is known by, under the names of their claims (domain §4). */
export type NaturalIdentity = z.infer<typeof naturalIdentity>

export interface Person {
  readonly id: string
  /** False where the data are only what somebody typed (domain RD12). */
  readonly verified: boolean
  readonly identity: NaturalIdentity
  /** As stored for `openSubjectSeed`. */
  readonly subjectSeedSealed: string
  readonly createdAt: EpochSeconds
}

/** What a person is entered with; `keyed` finds the same person again without an open word in the table. */
export interface RegisterDependencies {
  readonly sealing: Sealing
  readonly keyed: Pick<KeyedHash, 'hash' | 'hashes'>
}

/**
 * Enters a person in the register, with a random seed for the subjects that services know them by, and returns the id.
 * Of a verified person there is one record: null where it is there already. One who comes back after deletion gets the
 * seed of then, if it was kept (domain RD9); who is only asserted never does (RD12).
 */
export async function createPerson(
  transaction: Transaction,
  identity: NaturalIdentity,
  { verified, sealing, keyed, now }: RegisterDependencies & { readonly verified: boolean; readonly now: EpochSeconds },
): Promise<string | null> {
  const id = randomUuid()
  const parsed = naturalIdentity.parse(identity)
  const seed = verified ? await keptSeed(transaction, parsed, { sealing, keyed }) : null
  const inserted = await insertPerson(transaction, {
    id,
    verified,
    identitySealed: await sealing.seal(identityContext(id), JSON.stringify(parsed)),
    subjectSeedSealed: await sealing.seal(seedContext(id), seed ?? randomId()),
    birthKey: birthKey(keyed, parsed),
    identityKey: identityKey(keyed, parsed),
    createdAt: now,
  })
  return inserted ? id : null
}

async function keptSeed(
  transaction: Transaction,
  identity: NaturalIdentity,
  { sealing, keyed }: RegisterDependencies,
): Promise<string | null> {
  const link = await takeLink(transaction, birthKeys(keyed, identity))
  return link === null ? null : await sealing.open(linkContext(link.birthKey), link.subjectSeedSealed)
}

/**
 * Erases a person. Of a verified one the subject seed may be kept under the keyed hash of the identity at birth, so
 * that services know the same person by the same subject when they come back (domain RD9).
 */
export async function erasePerson(
  transaction: Transaction,
  personId: string,
  {
    keepSubject,
    sealing,
    now,
  }: { readonly keepSubject: boolean; readonly sealing: Sealing; readonly now: EpochSeconds },
): Promise<void> {
  const erased = await deletePerson(transaction, personId)
  if (erased === null || !keepSubject || !erased.verified || erased.birthKey === null) return
  const seed = await openSubjectSeed(sealing, personId, erased.subjectSeedSealed)
  const subjectSeedSealed = await sealing.seal(linkContext(erased.birthKey), seed)
  await keepLink(transaction, { birthKey: erased.birthKey, subjectSeedSealed, keptAt: now })
}

/** The verified person with exactly these data, in whatever case and spacing they are written; null where there is none. */
export async function findPersonByIdentity(
  db: Db | Transaction,
  keyed: Pick<KeyedHash, 'hashes'>,
  identity: NaturalIdentity,
): Promise<string | null> {
  return await findVerified(db, { identityKeys: identityKeys(keyed, identity) })
}

/** The verified person who had this identity at birth, whatever they are called now; null where there is none. */
export async function findPersonByBirth(
  db: Db | Transaction,
  keyed: Pick<KeyedHash, 'hashes'>,
  identity: NaturalIdentity,
): Promise<string | null> {
  return await findVerified(db, { birthKeys: birthKeys(keyed, identity) })
}

/** Null where there is no such person. */
export async function openPerson(db: Db | Transaction, sealing: Sealing, personId: string): Promise<Person | null> {
  const row = await readPerson(db, personId)
  if (row === null) return null
  const { id, verified, identitySealed, subjectSeedSealed, createdAt } = row
  return { id, verified, identity: await openIdentity(sealing, id, identitySealed), subjectSeedSealed, createdAt }
}

/** Opens the column `identity_sealed` of this person. */
export async function openIdentity(sealing: Sealing, personId: string, sealed: string): Promise<NaturalIdentity> {
  return naturalIdentity.parse(JSON.parse(await sealing.open(identityContext(personId), sealed)))
}

/** Opens the column `subject_seed_sealed` of this person: 256 random bits as base64url. */
export async function openSubjectSeed(sealing: Sealing, personId: string, sealed: string): Promise<string> {
  return await sealing.open(seedContext(personId), sealed)
}

function identityContext(personId: string): string {
  return `person-identity:${personId}`
}

function seedContext(personId: string): string {
  return `subject-seed:${personId}`
}

function linkContext(birthKey: string): string {
  return `identity-link:${birthKey}`
}
