import { sql } from 'kysely'
import type { AuthenticationEvent } from '../../assurance/event.ts'
import type { Browser } from '../../accounts/known-devices/store.ts'
import type { ClientProfile } from '../../clients/client.ts'
import { profileColumn } from '../../clients/store.ts'
import type { Db } from '../../database/connect.ts'
import { prepared } from '../../database/prepared.ts'
import { accountColumn, progressColumn, type SignInRow } from '../../sign-in/store.ts'
import { type EpochSeconds, toDate } from '../../system/clock.ts'
import { eventsOf } from '../sessions/store.ts'

/** An interaction with all that its pages decide by: the browser's session, the client, the sign-in, its account. */
export interface FoundInteraction extends SignInRow {
  readonly payload: string
  readonly expiresAt: Date
  /** As long as it can be made to live. */
  readonly extendableUntil: Date
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
  browser: Browser,
): Promise<FoundInteraction | null> {
  const at = toDate(browser.now)
  const { rows } = await sql<FoundInteraction>`${prepared}
    with i as (
      select * from oidc_items where model = 'Interaction' and id = ${id} and expires_at > ${at}
    ), session as (
      select s.* from session_ids d join sessions s on s.uid = d.session_uid
      where d.id_hash = ${sessionIdHash}::bytea and (d.valid_until is null or d.valid_until > ${at})
        and s.ended_at is null and s.expires_at > ${at} and s.account_id is not null
    )
    select i.payload, i.expires_at as "expiresAt", coalesce(t.extendable_until, i.expires_at) as "extendableUntil",
      ${profileColumn} as client,
      case when session.uid is not null then jsonb_build_object('uid', session.uid, 'accountId', session.account_id,
        'endsAt', floor(extract(epoch from session.expires_at))::bigint,
        'usedAt', floor(extract(epoch from session.seen_at))::bigint, 'shared', session.shared,
        'events', ${eventsOf(sql`session.uid`)}) end as session,
      ${progressColumn} as progress, ${accountColumn(sql`i.client_id`, browser)} as account
    from i
      left join session on true
      left join return_tickets t on t.id = i.id
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

/** Seconds from now that more time means, for the interaction and for the session that its page rests on. */
export interface MoreTime {
  readonly interaction: number
  readonly sessionIdle: number
  readonly sessionAbsolute: number
}

/**
 * Puts off the end of an interaction, with all that hangs on it, never past what it was begun with; and the idle end of
 * the browser's session, unless others use the computer, too. False where it is over: it does not come back.
 */
export async function extendInteraction(
  db: Db,
  { id, sessionUid }: { id: Buffer; sessionUid: string | null },
  more: MoreTime,
  now: EpochSeconds,
): Promise<boolean> {
  const at = toDate(now)
  const { rows } = await sql`
    with extended as (
      update oidc_items i
      set expires_at = greatest(i.expires_at, least(${toDate(now + more.interaction)}::timestamptz, t.extendable_until))
      from return_tickets t
      where i.model = 'Interaction' and i.id = ${id} and i.expires_at > ${at} and t.id = i.id
      returning i.id, i.cid, i.expires_at
    ), ticket as (
      update return_tickets t set usable_until = e.expires_at from extended e where t.id = e.id
    ), progress as (
      update sign_ins s set expires_at = greatest(s.expires_at, e.expires_at) from extended e where s.cid = e.cid
    ), session as (
      update sessions set expires_at = greatest(expires_at, least(${toDate(now + more.sessionIdle)}::timestamptz,
        started_at + ${more.sessionAbsolute} * interval '1 second'))
      where uid = ${sessionUid} and ended_at is null and expires_at > ${at} and not shared
        and exists (select from extended)
    )
    select 1 from extended`.execute(db)
  return rows.length === 1
}

/** How many services a session is signed in to. */
export async function countAuthorizations(db: Db, sessionUid: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from session_authorizations where session_uid = ${sessionUid}`.execute(db)
  return rows[0]?.count ?? 0
}
