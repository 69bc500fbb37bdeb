import { sql } from 'kysely'
import type { AuthenticationEvent } from '../../assurance/event.ts'
import type { Db } from '../../database/connect.ts'
import { type EpochSeconds, toDate } from '../../system/clock.ts'
import { eventsOf } from '../sessions/store.ts'

/** An interaction with the browser's session, as one statement finds them. */
export interface FoundInteraction {
  readonly payload: string
  readonly expiresAt: Date
  readonly session: {
    readonly uid: string
    readonly accountId: string
    readonly endsAt: EpochSeconds
    readonly events: readonly AuthenticationEvent[]
  } | null
}

/** Null where the interaction is over or expired. The session is the one this browser has now, not the one of then. */
export async function findInteraction(
  db: Db,
  id: Buffer,
  sessionIdHash: Buffer | null,
  now: EpochSeconds,
): Promise<FoundInteraction | null> {
  const at = toDate(now)
  const { rows } = await sql<FoundInteraction>`
    select i.payload, i.expires_at as "expiresAt", (
      select jsonb_build_object('uid', s.uid, 'accountId', s.account_id,
        'endsAt', floor(extract(epoch from s.expires_at))::bigint, 'events', ${eventsOf(sql`s.uid`)})
      from session_ids d join sessions s on s.uid = d.session_uid
      where d.id_hash = ${sessionIdHash}::bytea and (d.valid_until is null or d.valid_until > ${at})
        and s.ended_at is null and s.expires_at > ${at} and s.account_id is not null
    ) as session
    from oidc_items i where i.model = 'Interaction' and i.id = ${id} and i.expires_at > ${at}`.execute(db)
  return rows[0] ?? null
}

/** How many services a session is signed in to. */
export async function countAuthorizations(db: Db, sessionUid: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from session_authorizations where session_uid = ${sessionUid}`.execute(db)
  return rows[0]?.count ?? 0
}
