import { sql } from 'kysely'
import type { AuthenticationEvent } from '../../assurance/event.ts'
import type { ClientProfile } from '../../clients/client.ts'
import { profileColumn } from '../../clients/store.ts'
import type { Db } from '../../database/connect.ts'
import { accountColumn, progressColumn, type SignInRow } from '../../sign-in/store.ts'
import { type EpochSeconds, toDate } from '../../system/clock.ts'
import { eventsOf } from '../sessions/store.ts'

/** An interaction with all that its pages decide by: the browser's session, the client, the sign-in, its account. */
export interface FoundInteraction extends SignInRow {
  readonly payload: string
  readonly expiresAt: Date
  readonly session: {
    readonly uid: string
    readonly accountId: string
    readonly endsAt: EpochSeconds
    readonly usedAt: EpochSeconds
    readonly shared: boolean
    readonly events: readonly AuthenticationEvent[]
  } | null
  /** Null where it was deleted meanwhile. */
  readonly client: ClientProfile | null
}

/**
 * One statement, as every page of a sign-in needs all of it. Null where the interaction is over or expired. The session
 * is the one this browser has now, not the one of then.
 */
export async function findInteraction(
  db: Db,
  id: Buffer,
  sessionIdHash: Buffer | null,
  now: EpochSeconds,
): Promise<FoundInteraction | null> {
  const at = toDate(now)
  const { rows } = await sql<FoundInteraction>`
    with i as (
      select * from oidc_items where model = 'Interaction' and id = ${id} and expires_at > ${at}
    ), session as (
      select s.* from session_ids d join sessions s on s.uid = d.session_uid
      where d.id_hash = ${sessionIdHash}::bytea and (d.valid_until is null or d.valid_until > ${at})
        and s.ended_at is null and s.expires_at > ${at} and s.account_id is not null
    )
    select i.payload, i.expires_at as "expiresAt", ${profileColumn} as client,
      case when session.uid is not null then jsonb_build_object('uid', session.uid, 'accountId', session.account_id,
        'endsAt', floor(extract(epoch from session.expires_at))::bigint,
        'usedAt', floor(extract(epoch from session.seen_at))::bigint, 'shared', session.shared,
        'events', ${eventsOf(sql`session.uid`)}) end as session,
      ${progressColumn} as progress, ${accountColumn(sql`i.client_id`)} as account
    from i
      left join session on true
      left join clients client on client.client_id = i.client_id and client.deleted_at is null
      left join sign_ins s on s.cid = i.cid
      left join accounts a on a.id = coalesce(s.account_id, session.account_id)`.execute(db)
  return rows[0] ?? null
}

/** Replaces what is stored of an interaction; false where it is over: a late answer does not bring it back. */
export async function answerInteraction(db: Db, id: Buffer, payload: string, now: EpochSeconds): Promise<boolean> {
  const { rows } = await sql`
    update oidc_items set payload = ${payload}
    where model = 'Interaction' and id = ${id} and expires_at > ${toDate(now)} returning 1`.execute(db)
  return rows.length === 1
}

/** How many services a session is signed in to. */
export async function countAuthorizations(db: Db, sessionUid: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from session_authorizations where session_uid = ${sessionUid}`.execute(db)
  return rows[0]?.count ?? 0
}
