import type { EpochSeconds } from '../assurance/event.ts'
import type { Db } from '../database/connect.ts'
import type { Transaction } from '../database/transaction.ts'
import { toDate, toEpochSeconds } from '../system/clock.ts'

export interface StoredPerson {
  readonly id: string
  readonly verified: boolean
  readonly identitySealed: string
  readonly subjectSeedSealed: string
  readonly createdAt: EpochSeconds
}

/** Adds a person; nothing of the register is ever open in a column. False where a verified one is there already. */
export async function insertPerson(
  transaction: Transaction,
  person: StoredPerson & { readonly birthKey: string; readonly identityKey: string },
): Promise<boolean> {
  const row = await transaction
    .insertInto('persons')
    .values({
      id: person.id,
      verified: person.verified,
      identity_sealed: person.identitySealed,
      subject_seed_sealed: person.subjectSeedSealed,
      birth_key: person.birthKey,
      identity_key: person.identityKey,
      created_at: toDate(person.createdAt),
    })
    .onConflict((conflict) => conflict.column('birth_key').where('verified', '=', true).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Deletes a person and answers what is needed to know them again; null where there is none. */
export async function deletePerson(
  transaction: Transaction,
  personId: string,
): Promise<{
  readonly verified: boolean
  readonly birthKey: string | null
  readonly subjectSeedSealed: string
} | null> {
  const row = await transaction
    .deleteFrom('persons')
    .where('id', '=', personId)
    .returning(['verified', 'birth_key', 'subject_seed_sealed'])
    .executeTakeFirst()
  if (row === undefined) return null
  return { verified: row.verified, birthKey: row.birth_key, subjectSeedSealed: row.subject_seed_sealed }
}

/** Keeps the seed of a person who was deleted. */
export async function keepLink(
  transaction: Transaction,
  link: { readonly birthKey: string; readonly subjectSeedSealed: string; readonly keptAt: EpochSeconds },
): Promise<void> {
  const row = { subject_seed_sealed: link.subjectSeedSealed, kept_at: toDate(link.keptAt) }
  await transaction
    .insertInto('identity_links')
    .values({ birth_key: link.birthKey, ...row })
    .onConflict((conflict) => conflict.column('birth_key').doUpdateSet(row))
    .execute()
}

/** Takes a kept seed back: from then on it is the person's own. */
export async function takeLink(
  transaction: Transaction,
  birthKeys: readonly string[],
): Promise<{ readonly birthKey: string; readonly subjectSeedSealed: string } | null> {
  const row = await transaction
    .deleteFrom('identity_links')
    .where('birth_key', 'in', [...birthKeys])
    .returning(['birth_key', 'subject_seed_sealed'])
    .executeTakeFirst()
  return row === undefined ? null : { birthKey: row.birth_key, subjectSeedSealed: row.subject_seed_sealed }
}

/** The verified person under one of these keys; null where there is none. */
export async function findVerified(
  db: Db | Transaction,
  keys: { readonly birthKeys: readonly string[] } | { readonly identityKeys: readonly string[] },
): Promise<string | null> {
  const verified = db.selectFrom('persons').select('id').where('verified', '=', true)
  const row = await (
    'birthKeys' in keys
      ? verified.where('birth_key', 'in', [...keys.birthKeys])
      : verified.where('identity_key', 'in', [...keys.identityKeys])
  ).executeTakeFirst()
  return row?.id ?? null
}

/** One person, still sealed. */
export async function readPerson(db: Db | Transaction, personId: string): Promise<StoredPerson | null> {
  const row = await db
    .selectFrom('persons')
    .select(['id', 'verified', 'identity_sealed', 'subject_seed_sealed', 'created_at'])
    .where('id', '=', personId)
    .executeTakeFirst()
  if (row === undefined) return null
  return {
    id: row.id,
    verified: row.verified,
    identitySealed: row.identity_sealed,
    subjectSeedSealed: row.subject_seed_sealed,
    createdAt: toEpochSeconds(row.created_at),
  }
}
