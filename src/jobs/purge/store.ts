import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'
import { type EpochSeconds, toDate } from '../../system/clock.ts'

/** Tables whose rows mean nothing any more once `expires_at` has passed by `keep` seconds. */
const EXPIRING = [
  { table: 'oidc_items', keep: 0 },
  { table: 'replayed_assertions', keep: 0 },
  { table: 'sign_ins', keep: 0 },
  { table: 'return_tickets', keep: 0 },
  { table: 'email_codes', keep: 0 },
  { table: 'throttle_counters', keep: 0 },
  { table: 'known_devices', keep: 0 },
  { table: 'logout_deliveries', keep: 0 },
  // What a session let in is needed a while longer, to tell those services that it ended
  { table: 'sessions', keep: 24 * 60 * 60 },
] as const

/**
 * Deletes at most `limit` expired rows of each table and answers how many went. Rows that somebody holds are left for
 * the next time, so that no request waits for a purge and two purges do not wait for each other.
 */
export async function deleteExpired(db: Db, now: EpochSeconds, limit: number): Promise<number> {
  let deleted = 0
  for (const { table, keep } of EXPIRING) {
    const { numAffectedRows } = await sql`
      delete from ${sql.table(table)} where ctid in (
        select ctid from ${sql.table(table)} where expires_at < ${toDate(now - keep)} limit ${limit} for update skip locked
      )`.execute(db)
    deleted += Number(numAffectedRows ?? 0)
  }
  return deleted
}
