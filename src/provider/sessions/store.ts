import { sql } from 'kysely'
import type { AuthenticationEvent } from '../../assurance/event.ts'
import type { Db } from '../../database/connect.ts'
import type { Transaction } from '../../database/transaction.ts'
import { type EpochSeconds, toDate } from '../../system/clock.ts'

/** For how long an id that was replaced still finds its session: the requests that were already under way (seconds). */
const REPLACED_ID_LIVES = 10

/** One row a client: what the session let it have. */
export interface SessionAuthorization {
  readonly sid?: string
  readonly grantId?: string
  readonly persistsLogout?: boolean
}

/** A living session as stored. */
export interface FoundSession {
  readonly uid: string
  readonly payload: string
  readonly authorizations: Readonly<Record<string, SessionAuthorization>>
  readonly events: readonly AuthenticationEvent[]
}

/** What one request changed. Only that is written, so that parallel requests do not undo each other. */
export interface SessionChange {
  readonly uid: string
  readonly idHash: Buffer
  /** The id this request came with, where it gave the session a new one. */
  readonly replacedIdHash: Buffer | null
  readonly accountId: string | null
  readonly payload: string
  readonly startedAt: EpochSeconds
  readonly expiresAt: EpochSeconds
  readonly authorizations: ReadonlyArray<{
    clientId: string
    sid: string
    grantId: string | null
    persistsLogout: boolean
  }>
  readonly removedClients: readonly string[]
  readonly events: readonly AuthenticationEvent[]
  /** The sign-in whose progress now rests in the session. */
  readonly finishedSignIn: string | null
}

/** The living session with this id (hashed) or uid, with its authorizations and events, in one statement. */
export async function findSession(
  db: Db | Transaction,
  by: { idHash: Buffer } | { uid: string },
  now: EpochSeconds,
): Promise<FoundSession | null> {
  const at = toDate(now)
  const match =
    'uid' in by
      ? sql`s.uid = ${by.uid}`
      : sql`s.uid = (select session_uid from session_ids where id_hash = ${by.idHash} and (valid_until is null or valid_until > ${at}))`
  const { rows } = await sql<FoundSession>`
    select s.uid, s.payload, ${authorizationsOf(sql`s.uid`)} as authorizations, ${eventsOf(sql`s.uid`)} as events
    from sessions s where ${match} and s.ended_at is null and s.expires_at > ${at}`.execute(db)
  return rows[0] ?? null
}

/** A session's authorizations as one JSON object, for statements that load a session beside something else. */
function authorizationsOf(uid: ReturnType<typeof sql>) {
  return sql`(select coalesce(jsonb_object_agg(a.client_id, jsonb_strip_nulls(jsonb_build_object(
      'sid', a.sid, 'grantId', a.grant_id, 'persistsLogout', nullif(a.persists_logout, false)))), '{}')
    from session_authorizations a where a.session_uid = ${uid})`
}

/** A session's authentication events as one JSON array. */
export function eventsOf(uid: ReturnType<typeof sql>) {
  return sql`(select coalesce(jsonb_agg(jsonb_build_object('factor', e.factor, 'accountId', e.account_id,
      'at', floor(extract(epoch from e.at))::bigint, 'enrolled', e.enrolled) order by e.at), '[]')
    from session_events e where e.session_uid = ${uid})`
}

/**
 * Writes what a request changed. False where the session ended meanwhile: nothing is written, and nothing that was
 * decided on that session may be used.
 */
export async function saveSession(db: Db | Transaction, change: SessionChange, now: EpochSeconds): Promise<boolean> {
  const at = toDate(now)
  const { rows } = await sql`
    with saved as (
      insert into sessions (uid, account_id, payload, started_at, seen_at, expires_at)
      values (${change.uid}, ${change.accountId}, ${change.payload}, ${toDate(change.startedAt)}, ${at}, ${toDate(change.expiresAt)})
      on conflict (uid) do update set account_id = excluded.account_id, payload = excluded.payload,
        seen_at = excluded.seen_at, expires_at = excluded.expires_at
      where sessions.ended_at is null
      returning uid
    ), id as (
      insert into session_ids (id_hash, session_uid) select ${change.idHash}::bytea, uid from saved on conflict do nothing
    ), replaced as (
      update session_ids set valid_until = ${toDate(now + REPLACED_ID_LIVES)}
      where id_hash = ${change.replacedIdHash}::bytea and session_uid in (select uid from saved) and valid_until is null
    ), authorized as (
      insert into session_authorizations (session_uid, client_id, sid, grant_id, persists_logout, authorized_at)
      select saved.uid, a."clientId", a.sid, a."grantId", a."persistsLogout", ${at}::timestamptz
      from saved, jsonb_to_recordset(${JSON.stringify(change.authorizations)}::jsonb)
        as a("clientId" text, sid text, "grantId" text, "persistsLogout" boolean)
      on conflict (session_uid, client_id) do update
        set sid = excluded.sid, grant_id = excluded.grant_id, persists_logout = excluded.persists_logout
    ), removed as (
      delete from session_authorizations using saved
      where session_uid = saved.uid and client_id = any(${[...change.removedClients]}::text[])
    ), proved as (
      insert into session_events (session_uid, factor, account_id, at, enrolled)
      select saved.uid, e.factor, e."accountId", to_timestamp(e.at), e.enrolled
      from saved, jsonb_to_recordset(${JSON.stringify(change.events)}::jsonb)
        as e(factor text, "accountId" uuid, at bigint, enrolled boolean)
      on conflict (session_uid, factor) do update
        set account_id = excluded.account_id, at = excluded.at, enrolled = excluded.enrolled
    ), finished as (
      delete from sign_ins using saved where cid = ${change.finishedSignIn}
    )
    select uid from saved`.execute(db)
  return rows.length === 1
}

/** A service that a session had let in, and the `sid` it knows the session by. */
export interface EndedAuthorization {
  readonly clientId: string
  readonly sid: string
}

/**
 * Ends a session for good and takes back what was issued in it, but for grants that outlive it by consent
 * (`persists_logout`). Interactions stay: whoever sits at them may go on. Null where it had already ended.
 */
export async function endSession(
  transaction: Transaction,
  uid: string,
  reason: string,
  now: EpochSeconds,
): Promise<{ accountId: string | null; authorizations: readonly EndedAuthorization[] } | null> {
  const { rows } = await sql<{ accountId: string | null; authorizations: EndedAuthorization[] }>`
    with ended as (
      update sessions set ended_at = ${toDate(now)}, end_reason = ${reason}
      where uid = ${uid} and ended_at is null returning uid, account_id
    ), revoked as (
      delete from oidc_items i using ended
      where i.model <> 'Interaction' and not exists (
        select 1 from session_authorizations p where p.grant_id = i.grant_id and p.session_uid = ended.uid and p.persists_logout)
      and (i.session_uid = ended.uid
        or i.grant_id in (select a.grant_id from session_authorizations a where a.session_uid = ended.uid))
    )
    select ended.account_id as "accountId", (
      select coalesce(jsonb_agg(jsonb_build_object('clientId', a.client_id, 'sid', a.sid)), '[]')
      from session_authorizations a where a.session_uid = ended.uid) as authorizations
    from ended`.execute(transaction)
  return rows[0] ?? null
}
