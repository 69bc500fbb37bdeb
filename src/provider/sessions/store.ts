import { sql } from 'kysely'
import type { AuthenticationEvent } from '../../assurance/event.ts'
import type { Db } from '../../database/connect.ts'
import { prepared } from '../../database/prepared.ts'
import type { Transaction } from '../../database/transaction.ts'
import { type EpochSeconds, toDate } from '../../system/clock.ts'
import { queueLogoutTokens } from '../logout-tokens/store.ts'

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
  readonly usedAt: EpochSeconds
  readonly expiresAt: EpochSeconds
  readonly shared: boolean
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
  /** False: the ends stay as they are. Default true. */
  readonly isUse?: boolean
  /** Others use the computer, too; it stays so. */
  readonly shared?: boolean
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
  const { rows } = await sql<FoundSession>`${prepared}
    select s.uid, s.payload, ${authorizationsOf(sql`s.uid`)} as authorizations, ${eventsOf(sql`s.uid`)} as events,
      floor(extract(epoch from s.seen_at))::float8 as "usedAt",
      floor(extract(epoch from s.expires_at))::float8 as "expiresAt", s.shared
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
 * Writes what a request changed. False where the session ended meanwhile or became another person's, or the sign-in that it rests on was dropped:
 * nothing is written, and nothing that was decided on them may be used.
 */
export async function saveSession(db: Db | Transaction, change: SessionChange, now: EpochSeconds): Promise<boolean> {
  const at = toDate(now)
  const { rows } = await sql`
    with finishing as (
      select 1 from sign_ins where cid = ${change.finishedSignIn} for update
    ), saved as (
      insert into sessions (uid, account_id, payload, started_at, seen_at, expires_at, shared)
      select ${change.uid}, ${change.accountId}::uuid, ${change.payload}, ${toDate(change.startedAt)}::timestamptz,
        ${at}::timestamptz, ${toDate(change.expiresAt)}::timestamptz, ${change.shared ?? false}::boolean
      where ${change.finishedSignIn}::text is null or exists (select from finishing)
      on conflict (uid) do update set account_id = excluded.account_id, payload = excluded.payload,
        seen_at = case when ${change.isUse ?? true} then excluded.seen_at else sessions.seen_at end,
        expires_at = case when ${change.isUse ?? true} then excluded.expires_at else sessions.expires_at end,
        shared = sessions.shared or excluded.shared
      where sessions.ended_at is null and (sessions.account_id is null or sessions.account_id = excluded.account_id)
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
    ), ${removal(change, now)}proved as (
      insert into session_events (session_uid, factor, account_id, at, enrolled)
      select saved.uid, e.factor, e."accountId", to_timestamp(e.at), e.enrolled
      from saved, jsonb_to_recordset(${JSON.stringify(change.events)}::jsonb)
        as e(factor text, "accountId" uuid, at bigint, enrolled boolean)
      on conflict (session_uid, factor) do update
        set account_id = excluded.account_id, at = excluded.at, enrolled = excluded.enrolled
    ), finished as (
      delete from sign_ins using saved where cid = ${change.finishedSignIn}
    )
    select uid ${change.removedClients.length === 0 ? sql`` : sql`, (select count(*) from woken)`} from saved`.execute(
    db,
  )
  return rows.length === 1
}

/** The services that the session leaves while it goes on; they get their logout tokens by the same statement. */
function removal({ uid, accountId, removedClients }: SessionChange, now: EpochSeconds) {
  if (removedClients.length === 0) return sql``
  return sql`removed as (
      delete from session_authorizations using saved
      where session_uid = saved.uid and client_id = any(${[...removedClients]}::text[])
      returning session_uid, client_id, sid
    ), ${queueLogoutTokens(sql`select ${uid} as session_uid, ${accountId}::uuid as account_id, client_id, sid from removed`, now)}, `
}

/** How a session ends. */
export interface SessionEnd {
  readonly uid: string
  readonly reason: EndReason
  /** By which the person may see what became of their services; null where nobody is told. */
  readonly receiptHash: Buffer | null
}

export type EndReason =
  | 'signed_out'
  | 'switched'
  | 'suspended'
  | 'ended_by_administrator'
  | 'expired'
  | 'password_changed'
  | 'password_expired'
  | 'account_deleted'
  /** A temporary account became its person's. */
  | 'finalised'
  /** The identification address had been moved, and was moved back from the old mailbox. */
  | 'address_change_undone'
  /** A lost factor was taken away. */
  | 'recovered'
  /** By the person, from another device. */
  | 'ended_elsewhere'

/**
 * Ends a session for good, takes back what was issued in it, but for grants that outlive it by consent
 * (`persists_logout`), and queues its services' logout tokens. Interactions stay: whoever sits at them may go on. Null
 * where it had already ended, or has not expired where it should have.
 */
export async function endSession(
  transaction: Transaction,
  { uid, reason, receiptHash }: SessionEnd,
  now: EpochSeconds,
): Promise<{ accountId: string | null } | null> {
  // First and alone: a statement that waits for a save sees the session as it is then, but not the authorization that
  // the save brought, and its service would never be told
  await sql`select 1 from sessions where uid = ${uid} for update`.execute(transaction)
  const { rows } = await sql<{ accountId: string | null }>`
    with ended as (
      update sessions set ended_at = ${toDate(now)}, end_reason = ${reason}, receipt_hash = ${receiptHash}
      where uid = ${uid} and ended_at is null and (${reason} <> 'expired' or expires_at <= ${toDate(now)})
      returning uid, account_id
    ), revoked as (
      delete from oidc_items i using ended
      where i.model <> 'Interaction' and not exists (
        select 1 from session_authorizations p where p.grant_id = i.grant_id and p.session_uid = ended.uid and p.persists_logout)
      and (i.session_uid = ended.uid
        or i.grant_id in (select a.grant_id from session_authorizations a where a.session_uid = ended.uid))
    ), ${queueLogoutTokens(
      sql`select ended.uid as session_uid, ended.account_id, a.client_id, a.sid
        from ended join session_authorizations a on a.session_uid = ended.uid`,
      now,
    )}
    select ended.account_id as "accountId", (select count(*) from woken) from ended`.execute(transaction)
  return rows[0] ?? null
}

/** The uids of at most `limit` sessions of people whose time is over and that nobody has ended, longest over first. */
export async function expiredSessions(db: Db, now: EpochSeconds, limit: number): Promise<string[]> {
  const { rows } = await sql<{ uid: string }>`
    select uid from sessions where ended_at is null and account_id is not null and expires_at <= ${toDate(now)}
    order by expires_at limit ${limit}`.execute(db)
  return rows.map(({ uid }) => uid)
}

/**
 * The uids of an account's sessions that nobody has ended, oldest first, each locked: two who end them all take turns.
 * Sessions whose time is over are among them until they are ended as expired.
 */
export async function lockSessionsOf(transaction: Transaction, accountId: string): Promise<string[]> {
  const { rows } = await sql<{ uid: string }>`
    select uid from sessions where account_id = ${accountId} and ended_at is null
    order by started_at, uid for update`.execute(transaction)
  return rows.map(({ uid }) => uid)
}

/**
 * Deletes an account's grants and everything issued under them, but for those of the session `except`; answers whose
 * they were.
 */
export async function deleteGrantsOf(
  transaction: Transaction,
  accountId: string,
  except: string | null,
): Promise<{ clientId: string | null }[]> {
  const { rows } = await sql<{ clientId: string | null }>`
    with gone as (
      delete from oidc_items i where i.account_id = ${accountId} and i.model <> 'Interaction' and not exists (
        select 1 from session_authorizations a where a.session_uid = ${except} and a.grant_id = i.grant_id)
      returning model, client_id
    )
    select client_id as "clientId" from gone where model = 'Grant' order by 1`.execute(transaction)
  return rows
}

/** Whether a session with this uid began so lately that requests may be under way that do not know of it. */
export async function hasJustBegun(db: Db, uid: string, now: EpochSeconds): Promise<boolean> {
  const { rows } = await sql`
    select 1 from sessions where uid = ${uid} and seen_at > ${toDate(now - REPLACED_ID_LIVES)}`.execute(db)
  return rows.length === 1
}

/** Whether there is a session with this uid, ended or not. */
export async function sessionExists(transaction: Transaction, uid: string): Promise<boolean> {
  const { rows } = await sql`select 1 from sessions where uid = ${uid}`.execute(transaction)
  return rows.length === 1
}

/** A living session as an administrator sees it. */
export interface ListedSession {
  readonly uid: string
  readonly startedAt: EpochSeconds
  readonly usedAt: EpochSeconds
  readonly expiresAt: EpochSeconds
  readonly shared: boolean
  readonly factors: readonly string[]
  /** Client ids. */
  readonly services: readonly string[]
}

/** An account's living sessions, oldest first. */
export async function sessionsOf(db: Db, accountId: string, now: EpochSeconds): Promise<ListedSession[]> {
  const { rows } = await sql<ListedSession>`
    select s.uid, s.shared, floor(extract(epoch from s.started_at))::float8 as "startedAt",
      floor(extract(epoch from s.seen_at))::float8 as "usedAt",
      floor(extract(epoch from s.expires_at))::float8 as "expiresAt",
      array(select e.factor from session_events e where e.session_uid = s.uid order by e.at, e.factor) as factors,
      array(select a.client_id from session_authorizations a where a.session_uid = s.uid
        order by a.authorized_at, a.client_id) as services
    from sessions s where s.account_id = ${accountId} and s.ended_at is null and s.expires_at > ${toDate(now)}
    order by s.started_at, s.uid`.execute(db)
  return rows
}
