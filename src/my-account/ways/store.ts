import { sql } from 'kysely'
import type { FactorId } from '../../assurance/event.ts'
import type { Db } from '../../database/connect.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { EpochSeconds } from '../../system/clock.ts'

/** Locks the account and answers how many of these factors it holds. */
export async function lockAccount(
  transaction: Transaction,
  accountId: string,
  factors: readonly FactorId[],
): Promise<number> {
  await sql`select 1 from accounts where id = ${accountId} for no key update`.execute(transaction)
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from held_factors
    where account_id = ${accountId} and factor = any(${[...factors]}::text[])`.execute(transaction)
  return rows[0]?.count ?? 0
}

/** When the password was last replaced with a code by e-mail; null where it was not. */
export async function mailResetAt(db: Db, accountId: string): Promise<EpochSeconds | null> {
  const { rows } = await sql<{ at: number | null }>`
    select floor(extract(epoch from mail_reset_at))::float8 as at from accounts where id = ${accountId}`.execute(db)
  return rows[0]?.at ?? null
}
