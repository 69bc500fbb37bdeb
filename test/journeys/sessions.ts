import { sql } from 'kysely'
import type { Kapu } from '../support/kapu.ts'

/** The uids of an account's sessions that have not ended, oldest first. */
export async function livingSessions({ db }: Kapu, accountId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('sessions')
    .select('uid')
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .orderBy('started_at')
    .execute()
  return rows.map(({ uid }) => uid)
}
/** What was recorded for an account in the audit, oldest first. */
export async function auditOf({ db }: Kapu, accountId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('audit_events')
    .select('event')
    .where('subject_account_id', '=', accountId)
    .orderBy('id')
    .execute()
  return rows.map(({ event }) => event)
}
/** Suspends an account behind its sessions' backs: none of them is told. */
export async function suspend({ db }: Kapu, accountId: string): Promise<void> {
  await sql`update accounts set suspended_from = state, state = 'SUSPENDED' where id = ${accountId}`.execute(db)
}
