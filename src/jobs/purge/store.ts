import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'
import { type EpochSeconds, toDate } from '../../system/clock.ts'

/** Tables whose rows mean nothing any more once the instant in the column or columns `until` has passed by `keep` seconds. */
const EXPIRING = [
  { table: 'oidc_items', until: 'expires_at', keep: 0 },
  { table: 'replayed_assertions', until: 'expires_at', keep: 0 },
  { table: 'sign_ins', until: 'expires_at', keep: 0 },
  { table: 'return_tickets', until: 'expires_at', keep: 0 },
  { table: 'email_codes', until: 'expires_at', keep: 0 },
  { table: 'throttle_counters', until: 'expires_at', keep: 0 },
  { table: 'known_devices', until: 'expires_at', keep: 0 },
  { table: 'logout_deliveries', until: 'expires_at', keep: 0 },
  // What was typed at the desk does not stay; what was done there is in the audit
  { table: 'wallet_tickets', until: 'expires_at', keep: 0 },
  // A wallet that comes late hears that it is late for a while; what came of the request is in the audit
  { table: 'wallet_requests', until: 'expires_at', keep: 60 * 60 },
  { table: 'desk_visits', until: 'expires_at', keep: 0 },
  { table: 'desk_acts', until: 'expires_at', keep: 0 },
  { table: 'desk_sessions', until: 'seen_at', keep: 24 * 60 * 60 },
  // What a session let in is needed a while longer, to tell those services that it ended
  { table: 'sessions', until: 'expires_at', keep: 24 * 60 * 60 },
  // How often codes were asked for is counted a while longer than they live
  { table: 'one_time_codes', until: 'expires_at', keep: 30 * 24 * 60 * 60 },
  { table: 'reserved_usernames', until: 'reserved_until', keep: 0 },
  // Once a change can neither be confirmed nor undone, nobody needs the addresses any more
  { table: 'email_changes', until: sql`greatest(confirm_until, undo_until)`, keep: 0 },
  // One that is in use stays
  {
    table: 'notice_addresses',
    until: sql`coalesce(ended_at, case when confirmed_at is null then confirm_until end)`,
    keep: 0,
  },
  // How often recoveries were started is counted a while longer than they last
  { table: 'recoveries', until: 'ended_at', keep: 90 * 24 * 60 * 60 },
] as const

/**
 * Deletes at most `limit` expired rows of each table and answers how many went. Rows that somebody holds are left for
 * the next time, so that no request waits for a purge and two purges do not wait for each other.
 */
export async function deleteExpired(db: Db, now: EpochSeconds, limit: number): Promise<number> {
  let deleted = 0
  for (const { table, until, keep } of EXPIRING) {
    const { numAffectedRows } = await sql`
      delete from ${sql.table(table)} where ctid in (
        select ctid from ${sql.table(table)} where ${typeof until === 'string' ? sql.ref(until) : until} < ${toDate(now - keep)} limit ${limit} for update skip locked
      )`.execute(db)
    deleted += Number(numAffectedRows ?? 0)
  }
  return deleted
}
