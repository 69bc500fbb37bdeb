import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'
import type { Transaction } from '../../database/transaction.ts'

/** By how many seconds this installation's clock is moved from the true time. */
export async function readMoved(db: Db | Transaction): Promise<number> {
  const { rows } = await sql<{ seconds: number }>`select seconds::float8 as seconds from moved_clock`.execute(db)
  return rows[0]?.seconds ?? 0
}

/** Moves the installation's clock; 0 puts it right. */
export async function writeMoved(transaction: Transaction, seconds: number): Promise<void> {
  await sql`
    insert into moved_clock (seconds) values (${seconds})
    on conflict (only_row) do update set seconds = excluded.seconds`.execute(transaction)
}
