import { sql } from 'kysely'
import type { EpochSeconds } from '../../assurance/event.ts'
import type { StoredAuditRow } from '../../audit/authenticate.ts'
import type { Db } from '../../database/connect.ts'
import { toDate } from '../../system/clock.ts'

/** What these clerks did since then, newest first, with the user name of each. */
export async function actsOf(
  db: Db,
  {
    accountIds,
    since,
    limit,
  }: { readonly accountIds: readonly string[]; readonly since: EpochSeconds; readonly limit: number },
): Promise<readonly (StoredAuditRow & { readonly username: string | null })[]> {
  const { rows } = await sql<StoredAuditRow & { username: string | null }>`
    select e.*, a.username from audit_events e left join accounts a on a.id::text = e.actor_id
    where e.actor_type = 'registrar' and e.actor_id = any (${[...accountIds]}::text[]) and e.at >= ${toDate(since)}
    order by e.at desc, e.id desc limit ${limit}`.execute(db)
  return rows
}

/** Everybody who may act at an office. */
export async function registrarsAt(db: Db, officeId: string): Promise<readonly string[]> {
  const rows = await db.selectFrom('registrar_offices').select('account_id').where('office_id', '=', officeId).execute()
  return rows.map(({ account_id: id }) => id)
}
