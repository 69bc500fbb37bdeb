import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../database/connect.ts'
import type { Transaction } from '../../database/transaction.ts'
import { type EpochSeconds, toDate } from '../../system/clock.ts'
import { audited, type AuditRow } from '../audited/store.ts'
import { finished, issued, type NewTicket } from '../return-tickets/store.ts'

/** One artefact as it lies in the table: found by the hash of its id, its payload sealed. */
export interface ArtefactRow {
  readonly model: string
  readonly id: Buffer
  readonly payload: string
  readonly grantId: string | null
  readonly sessionUid: string | null
  readonly accountId: string | null
  readonly clientId: string | null
  readonly cid: string | null
  readonly expiresAt: EpochSeconds
}

/** What `findArtefact` returns: the sealed payload, its end, and when it was used, if it can be used once and was. */
export interface FoundArtefact {
  readonly payload: string
  readonly expiresAt: Date
  readonly consumedAt: Date | null
}

/**
 * Writes an artefact, or replaces its payload, with its audit row or its return ticket in one statement. With `boundToSession` it is written
 * only while that session lives: the share lock makes a sign-out wait for us or us see that it was first.
 * Returns false where the session has ended.
 */
export async function saveArtefact(
  db: Db | Transaction,
  row: ArtefactRow,
  options: {
    boundToSession: boolean
    audit: AuditRow | null
    ticket?: NewTicket | null
    putsOff?: SharedLifetime | null
    now: EpochSeconds
  },
): Promise<boolean> {
  const alive = options.boundToSession ? sessionAlive(row.sessionUid, options) : sql`alive as (select 1)`
  const audit = options.audit === null ? sql`` : sql`, ${audited(options.audit, sql`saved`)}`
  const { ticket = null } = options
  const issuance = ticket === null ? sql`` : sql`, ${issued(ticket, sql`saved`)}`
  const { rows } = await sql<{ saved: number }>`
    with ${alive},
    saved as (
      insert into oidc_items (model, id, payload, grant_id, session_uid, account_id, client_id, cid, expires_at)
      select ${row.model}, ${row.id}::bytea, ${row.payload}, ${row.grantId}, ${row.sessionUid}, ${row.accountId}::uuid,
        ${row.clientId}, ${row.cid}, ${toDate(row.expiresAt)}::timestamptz
      from alive
      on conflict (model, id) do update set payload = excluded.payload, expires_at = excluded.expires_at
      returning 1 as saved
    )${audit}${issuance}
    select saved from saved`.execute(db)
  return rows.length === 1
}

/** Seconds a session on a shared computer lives after its last token, and in any case after its start. */
export interface SharedLifetime {
  readonly idle: number
  readonly absolute: number
}

/**
 * `with` clauses up to `alive`. The end of a session on a shared computer is put off by a token, and by nothing else:
 * there the lock is an exclusive one from the start, as two who share one cannot both write.
 */
function sessionAlive(
  uid: string | null,
  { putsOff = null, now }: { putsOff?: SharedLifetime | null; now: EpochSeconds },
): RawBuilder<unknown> {
  const at = toDate(now)
  const living = sql`uid = ${uid} and ended_at is null and expires_at > ${at}`
  if (putsOff === null) return sql`alive as (select 1 from sessions where ${living} for share)`
  return sql`
    ours as (select 1 from sessions where ${living} and not shared for share),
    put_off as (
      update sessions set expires_at = least(${toDate(now + putsOff.idle)}::timestamptz,
        started_at + ${putsOff.absolute} * interval '1 second')
      where ${living} and shared returning 1
    ),
    alive as (select 1 from ours union all select 1 from put_off)`
}

/** The artefact, used or not, expired or not: the caller tells these apart. */
export async function findArtefact(db: Db, model: string, id: Buffer): Promise<FoundArtefact | null> {
  const { rows } = await sql<FoundArtefact>`
    select payload, expires_at as "expiresAt", consumed_at as "consumedAt" from oidc_items where model = ${model} and id = ${id}`.execute(
    db,
  )
  return rows[0] ?? null
}

/** Single use: of any number of parallel callers exactly one gets true. */
export async function consumeArtefact(
  db: Db,
  { model, id, now, audit }: { model: string; id: Buffer; now: EpochSeconds; audit: AuditRow },
): Promise<boolean> {
  const { rows } = await sql`
    with consumed as (
      update oidc_items set consumed_at = ${toDate(now)} where model = ${model} and id = ${id} and consumed_at is null
      returning 1 as consumed
    ), ${audited(audit, sql`consumed`)}
    select consumed from consumed`.execute(db)
  return rows.length === 1
}

/** The grant an artefact belongs to, for revoking it when the artefact is used twice. */
export async function grantOfArtefact(db: Db | Transaction, model: string, id: Buffer): Promise<string | null> {
  const { rows } = await sql<{ grantId: string | null }>`
    select grant_id as "grantId" from oidc_items where model = ${model} and id = ${id}`.execute(db)
  return rows[0]?.grantId ?? null
}

export async function deleteArtefact(db: Db, model: string, id: Buffer): Promise<void> {
  await sql`delete from oidc_items where model = ${model} and id = ${id}`.execute(db)
}

/** An interaction leads on once: of any number of parallel callers exactly one gets true. */
export async function finishInteraction(db: Db, id: Buffer, now: EpochSeconds): Promise<boolean> {
  const { rows } = await sql`
    with gone as (delete from oidc_items where model = 'Interaction' and id = ${id} returning 1 as gone),
    ${finished(id, now, sql`gone`)}
    select gone from gone`.execute(db)
  return rows.length === 1
}

/** Deletes the grant and everything issued under it; the audit row is written only where there was something. */
export async function deleteGrant(db: Db | Transaction, grantId: string, audit: AuditRow): Promise<void> {
  await sql`
    with gone as (delete from oidc_items where grant_id = ${grantId} returning 1), ${audited(audit, sql`gone`)}
    select 1`.execute(db)
}

/** Remembers a client assertion. False where it was seen before (RFC 7523 §3, item 7). */
export async function rememberAssertion(db: Db, id: Buffer, expiresAt: EpochSeconds): Promise<boolean> {
  const { rows } = await sql`
    insert into replayed_assertions (id, expires_at) values (${id}, ${toDate(expiresAt)})
    on conflict (id) do nothing returning 1`.execute(db)
  return rows.length === 1
}
