/**
 * The register's record of a person. Owns the identity and the subject seed, both sealed to the person's row; leaves
 * accounts, and which of an identity's claims a service may know, to others.
 */
import * as z from 'zod'
import type { EpochSeconds } from '../assurance/event.ts'
import type { Db } from '../database/connect.ts'
import type { Transaction } from '../database/transaction.ts'
import { randomId, randomUuid } from '../system/random.ts'
import type { Sealing } from '../system/sealing.ts'
import { insertPerson, readPerson } from './store.ts'

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

/** Enters a person in the register, with a random seed for the subjects that services know them by. Returns the id. */
export async function createPerson(
  transaction: Transaction,
  identity: NaturalIdentity,
  { verified, sealing, now }: { readonly verified: boolean; readonly sealing: Sealing; readonly now: EpochSeconds },
): Promise<string> {
  const id = randomUuid()
  await insertPerson(transaction, {
    id,
    verified,
    identitySealed: await sealing.seal(identityContext(id), JSON.stringify(naturalIdentity.parse(identity))),
    subjectSeedSealed: await sealing.seal(seedContext(id), randomId()),
    createdAt: now,
  })
  return id
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
