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

/** Adds a person; nothing of the register is ever open in a column. */
export async function insertPerson(transaction: Transaction, person: StoredPerson): Promise<void> {
  await transaction
    .insertInto('persons')
    .values({
      id: person.id,
      verified: person.verified,
      identity_sealed: person.identitySealed,
      subject_seed_sealed: person.subjectSeedSealed,
      created_at: toDate(person.createdAt),
    })
    .execute()
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
