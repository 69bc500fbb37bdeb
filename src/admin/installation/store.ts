import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'
import type { Transaction } from '../../database/transaction.ts'
import { type EpochSeconds, toDate } from '../../system/clock.ts'

/** What kind of installation a database serves. */
export type Mark = 'demo' | 'production'

/** Marks a new database; answers the mark it has, ours or an earlier one. */
export async function markInstallation(db: Db | Transaction, mark: Mark, now: EpochSeconds): Promise<Mark> {
  const { rows } = await sql<{ mark: Mark }>`
    with made as (
      insert into installation (mark, created_at) values (${mark}, ${toDate(now)}) on conflict do nothing returning mark
    )
    select mark from made union all select mark from installation limit 1`.execute(db)
  return rows[0]?.mark ?? mark
}
