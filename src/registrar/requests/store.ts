import { sql } from 'kysely'
import type { EpochSeconds } from '../../assurance/event.ts'
import type { Db } from '../../database/connect.ts'
import type { Transaction } from '../../database/transaction.ts'
import { toDate, toEpochSeconds } from '../../system/clock.ts'

/** What one clerk alone may not do. */
export type RequestKind = 'register' | 'finalise' | 'correct_email' | 'remove_factors' | 're_enable_password'

export interface RequestRow {
  readonly id: string
  readonly kind: RequestKind
  /** Null where the account is still to be opened. */
  readonly subjectAccountId: string | null
  readonly officeId: string
  readonly requestedBy: string
  /** The user name of who asked for it. */
  readonly requestedByName: string
  readonly payloadSealed: string
  readonly requestedAt: EpochSeconds
  readonly expiresAt: EpochSeconds
}

/** False where the same is asked for already: one request a matter. */
export async function insertRequest(
  transaction: Transaction,
  request: Omit<RequestRow, 'requestedByName'> & { readonly matter: string },
): Promise<boolean> {
  await sql`
    update desk_acts set status = 'expired', payload_sealed = ''
    where kind = ${request.kind} and matter = ${request.matter} and status = 'requested'
      and expires_at <= ${toDate(request.requestedAt)}`.execute(transaction)
  const row = await transaction
    .insertInto('desk_acts')
    .values({
      id: request.id,
      kind: request.kind,
      subject_account_id: request.subjectAccountId,
      matter: request.matter,
      office_id: request.officeId,
      requested_by: request.requestedBy,
      payload_sealed: request.payloadSealed,
      status: 'requested',
      requested_at: toDate(request.requestedAt),
      expires_at: toDate(request.expiresAt),
    })
    .onConflict((conflict) => conflict.columns(['kind', 'matter']).where('status', '=', 'requested').doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** What waits at an office, oldest first. */
export async function openRequests(db: Db, officeId: string, now: EpochSeconds): Promise<readonly RequestRow[]> {
  const { rows } = await read(db, sql`d.office_id = ${officeId} and d.expires_at > ${toDate(now)}`)
  return rows.map(toRequest)
}

/** A request that waits at this office; null where there is none (any more). */
export async function findRequest(
  db: Db | Transaction,
  { id, officeId }: { readonly id: string; readonly officeId: string },
  now: EpochSeconds,
): Promise<RequestRow | null> {
  const { rows } = await read(db, sql`d.id = ${id} and d.office_id = ${officeId} and d.expires_at > ${toDate(now)}`)
  return rows.map(toRequest)[0] ?? null
}

/**
 * Decides a request, once, by somebody else than who asked for it. False where it was decided, is over or is their own;
 * two who decide at once: one of them does. What was asked for is forgotten.
 */
export async function decideRequest(
  transaction: Transaction,
  decision: {
    readonly id: string
    readonly officeId: string
    readonly status: 'refused' | 'done'
    readonly decidedBy: string
    readonly at: EpochSeconds
  },
): Promise<boolean> {
  const { rows } = await sql`
    update desk_acts set status = ${decision.status}, decided_by = ${decision.decidedBy},
      decided_at = ${toDate(decision.at)}, payload_sealed = ''
    where id = ${decision.id} and office_id = ${decision.officeId} and status = 'requested'
      and expires_at > ${toDate(decision.at)}
      and (requested_by <> ${decision.decidedBy} or ${decision.status} = 'refused')
    returning id`.execute(transaction)
  return rows.length === 1
}

interface Raw {
  id: string
  kind: RequestKind
  subject_account_id: string | null
  office_id: string
  requested_by: string
  username: string | null
  payload_sealed: string
  requested_at: Date
  expires_at: Date
}

function read(db: Db | Transaction, condition: ReturnType<typeof sql>) {
  return sql<Raw>`
    select d.id, d.kind, d.subject_account_id, d.office_id, d.requested_by, a.username, d.payload_sealed,
      d.requested_at, d.expires_at
    from desk_acts d left join accounts a on a.id = d.requested_by
    where d.status = 'requested' and ${condition} order by d.requested_at, d.id`.execute(db)
}

function toRequest(row: Raw): RequestRow {
  return {
    id: row.id,
    kind: row.kind,
    subjectAccountId: row.subject_account_id,
    officeId: row.office_id,
    requestedBy: row.requested_by,
    requestedByName: row.username ?? '',
    payloadSealed: row.payload_sealed,
    requestedAt: toEpochSeconds(row.requested_at),
    expiresAt: toEpochSeconds(row.expires_at),
  }
}

/** How many requests of others wait at an office. */
export async function countWaiting(
  db: Db,
  { officeId, except }: { readonly officeId: string; readonly except: string },
  now: EpochSeconds,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from desk_acts
    where status = 'requested' and office_id = ${officeId} and requested_by <> ${except}
      and expires_at > ${toDate(now)}`.execute(db)
  return rows[0]?.count ?? 0
}
