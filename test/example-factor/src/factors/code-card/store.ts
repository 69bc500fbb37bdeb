import { sql } from 'kysely'
import type { EpochSeconds } from '../../assurance/event.ts'
import type { Db } from '../../database/connect.ts'
import type { Transaction } from '../../database/transaction.ts'
import { toDate, toEpochSeconds } from '../../system/clock.ts'

export interface StoredCard {
  readonly id: string
  readonly codesSealed: string
  /** Which code is next, from 0; as many as there are where none is left. */
  readonly next: number
  readonly createdAt: EpochSeconds
}

/** Nobody's: the same statement for a name that belongs to nobody. */
const NOBODY = '00000000-0000-0000-0000-000000000000'

/** The account's card; there is at most one. */
export async function readCard(db: Db, accountId: string | null): Promise<StoredCard | null> {
  const row = await db
    .selectFrom('code_cards')
    .selectAll()
    .where('account_id', '=', accountId ?? NOBODY)
    .executeTakeFirst()
  if (row === undefined) return null
  return {
    id: row.id,
    codesSealed: row.codes_sealed,
    next: row.next_code,
    createdAt: toEpochSeconds(row.created_at),
  }
}

/** Puts the card in the place of the one that the enrolment began with (null: of none); true once. */
export async function placeCard(
  transaction: Transaction,
  card: Pick<StoredCard, 'id' | 'codesSealed' | 'createdAt'> & {
    readonly accountId: string
    readonly replaces: string | null
  },
): Promise<boolean> {
  const { rows } = await sql`
    insert into code_cards (account_id, id, codes_sealed, created_at)
    values (${card.accountId}, ${card.id}, ${card.codesSealed}, ${toDate(card.createdAt)})
    on conflict (account_id) do update
      set id = excluded.id, codes_sealed = excluded.codes_sealed, next_code = 0, created_at = excluded.created_at
      where code_cards.id = ${card.replaces}::uuid
    returning id`.execute(transaction)
  return rows.length === 1
}

/** Takes a code: true once, and only for the one that is next. */
export async function takeCode(
  transaction: Transaction,
  { id, next }: Pick<StoredCard, 'id' | 'next'>,
): Promise<boolean> {
  const { rows } = await sql`
    update code_cards set next_code = next_code + 1 where id = ${id} and next_code = ${next} returning id`.execute(
    transaction,
  )
  return rows.length === 1
}

/** True once. */
export async function removeCard(transaction: Transaction, accountId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await transaction
    .deleteFrom('code_cards')
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .executeTakeFirst()
  return numDeletedRows === 1n
}
