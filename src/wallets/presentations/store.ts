import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'
import type { Transaction } from '../../database/transaction.ts'
import { type EpochSeconds, toDate, toEpochSeconds } from '../../system/clock.ts'
import { isFault, type WalletFault } from './fault.ts'

export type Purpose = 'authenticate' | 'enrol'

/** How the wallet came to it: by the QR code on another device's screen, or by the link on its own. */
export type Mode = 'qr' | 'link'

export interface NewRequest {
  readonly id: string
  readonly signInId: string
  readonly purpose: Purpose
  readonly accountId: string | null
  readonly statusHash: Buffer
  readonly qrHash: Buffer
  readonly linkHash: Buffer
  readonly offerSealed: string
  readonly startedAt: EpochSeconds
  readonly expiresAt: EpochSeconds
}

/** A request as it stands; hashes of its addresses stay in the database. */
export interface StoredRequest {
  readonly id: string
  readonly signInId: string
  readonly purpose: Purpose
  readonly accountId: string | null
  readonly offerSealed: string
  readonly startedAt: EpochSeconds
  readonly expiresAt: EpochSeconds
  readonly mode: Mode | null
  readonly askedSealed: string | null
  readonly outcome: 'approved' | 'refused' | null
  /** Why it was refused. */
  readonly fault: WalletFault | null
  readonly thumbprint: string | null
  readonly resultSealed: string | null
  readonly codeHash: Buffer | null
  readonly isUsed: boolean
  readonly isCancelled: boolean
}

/** A new request, the only one of its sign-in: whatever that asked for before is over. */
export async function insertRequest(transaction: Transaction, request: NewRequest): Promise<void> {
  await sql`
    update wallet_requests set cancelled_at = ${toDate(request.startedAt)}
    where sign_in_id = ${request.signInId} and used_at is null and cancelled_at is null`.execute(transaction)
  await transaction
    .insertInto('wallet_requests')
    .values({
      id: request.id,
      sign_in_id: request.signInId,
      purpose: request.purpose,
      account_id: request.accountId,
      status_hash: request.statusHash,
      qr_hash: request.qrHash,
      link_hash: request.linkHash,
      offer_sealed: request.offerSealed,
      started_at: toDate(request.startedAt),
      expires_at: toDate(request.expiresAt),
    })
    .execute()
}

/** The request that a wallet may scan here, and by which of its two addresses it came. */
export async function findByScanHash(
  db: Db,
  hash: Buffer,
): Promise<{ readonly request: StoredRequest; readonly mode: Mode } | null> {
  const row = await db
    .selectFrom('wallet_requests')
    .selectAll()
    .where((match) => match.or([match('qr_hash', '=', hash), match('link_hash', '=', hash)]))
    .executeTakeFirst()
  return row === undefined ? null : { request: requestOf(row), mode: row.qr_hash.equals(hash) ? 'qr' : 'link' }
}

/** The request that is answered here. */
export async function findByResponseHash(db: Db, hash: Buffer): Promise<StoredRequest | null> {
  const row = await db.selectFrom('wallet_requests').selectAll().where('response_hash', '=', hash).executeTakeFirst()
  return row === undefined ? null : requestOf(row)
}

/** Requests by the hashes of their status addresses, by hash in hex. */
export async function findByStatusHashes(
  db: Db,
  hashes: readonly Buffer[],
): Promise<ReadonlyMap<string, StoredRequest>> {
  const rows = await db.selectFrom('wallet_requests').selectAll().where('status_hash', 'in', hashes).execute()
  return new Map(rows.map((row) => [row.status_hash.toString('hex'), requestOf(row)]))
}

export async function findById(db: Db, id: string): Promise<StoredRequest | null> {
  const row = await db.selectFrom('wallet_requests').selectAll().where('id', '=', id).executeTakeFirst()
  return row === undefined ? null : requestOf(row)
}

/** Takes the request's one scan; true for whoever is first, while the request lives. */
export async function takeScan(
  db: Db,
  given: {
    readonly id: string
    readonly mode: Mode
    readonly responseHash: Buffer
    readonly askedSealed: string
    readonly now: EpochSeconds
  },
): Promise<boolean> {
  const { rows } = await sql`
    update wallet_requests set mode = ${given.mode}, scanned_at = ${toDate(given.now)},
      response_hash = ${given.responseHash}, asked_sealed = ${given.askedSealed}
    where id = ${given.id} and scanned_at is null and cancelled_at is null and expires_at >= ${toDate(given.now)}
    returning 1`.execute(db)
  return rows.length === 1
}

/** How a request ended. What was asked (the key of the answer) is of no use from then on, and goes. */
export interface Ending {
  readonly id: string
  readonly outcome: 'approved' | 'refused'
  readonly fault: WalletFault | null
  readonly thumbprint: string | null
  readonly resultSealed: string | null
  readonly codeHash: Buffer | null
  readonly now: EpochSeconds
}

/** Takes the request's one answer; true for the first, while the request lives. */
export async function takeAnswer(transaction: Transaction, ending: Ending): Promise<boolean> {
  const { rows } = await sql`
    update wallet_requests set outcome = ${ending.outcome}, fault = ${ending.fault},
      thumbprint = ${ending.thumbprint}, result_sealed = ${ending.resultSealed}, code_hash = ${ending.codeHash},
      answered_at = ${toDate(ending.now)}, asked_sealed = null
    where id = ${ending.id} and scanned_at is not null and outcome is null and cancelled_at is null
      and expires_at >= ${toDate(ending.now)}
    returning 1`.execute(transaction)
  return rows.length === 1
}

/**
 * Uses an approved answer: true once, and only while its key is bound to that account. `until` is the latest moment
 * of expiry that still counts.
 */
export async function useAnswer(
  transaction: Transaction,
  given: { readonly id: string; readonly accountId: string; readonly now: EpochSeconds; readonly until: EpochSeconds },
): Promise<boolean> {
  const { rows } = await sql`
    update wallet_requests r set used_at = ${toDate(given.now)} from wallet_keys k
    where r.id = ${given.id} and r.purpose = 'authenticate' and r.outcome = 'approved' and r.used_at is null
      and r.cancelled_at is null and r.expires_at >= ${toDate(given.until)}
      and k.thumbprint = r.thumbprint and k.account_id = ${given.accountId}
    returning 1`.execute(transaction)
  return rows.length === 1
}

/** As `useAnswer` for an answer that is to bind its key; the key is bound by whoever is told true. */
export async function useEnrolment(
  transaction: Transaction,
  given: { readonly id: string; readonly accountId: string; readonly now: EpochSeconds; readonly until: EpochSeconds },
): Promise<boolean> {
  const { rows } = await sql`
    update wallet_requests set used_at = ${toDate(given.now)}
    where id = ${given.id} and purpose = 'enrol' and outcome = 'approved' and used_at is null
      and cancelled_at is null and expires_at >= ${toDate(given.until)} and account_id = ${given.accountId}
    returning 1`.execute(transaction)
  return rows.length === 1
}

/** Ends a request that was not used; it never becomes good again. */
export async function cancelRequest(db: Db | Transaction, id: string, now: EpochSeconds): Promise<void> {
  await sql`
    update wallet_requests set cancelled_at = ${toDate(now)}, asked_sealed = null
    where id = ${id} and used_at is null and cancelled_at is null`.execute(db)
}

function requestOf(row: {
  id: string
  sign_in_id: string
  purpose: string
  account_id: string | null
  offer_sealed: string
  started_at: Date
  expires_at: Date
  mode: string | null
  asked_sealed: string | null
  outcome: string | null
  fault: string | null
  thumbprint: string | null
  result_sealed: string | null
  code_hash: Buffer | null
  used_at: Date | null
  cancelled_at: Date | null
}): StoredRequest {
  return {
    id: row.id,
    signInId: row.sign_in_id,
    purpose: row.purpose === 'enrol' ? 'enrol' : 'authenticate',
    accountId: row.account_id,
    offerSealed: row.offer_sealed,
    startedAt: toEpochSeconds(row.started_at),
    expiresAt: toEpochSeconds(row.expires_at),
    mode: row.mode === 'qr' || row.mode === 'link' ? row.mode : null,
    askedSealed: row.asked_sealed,
    outcome: row.outcome === 'approved' || row.outcome === 'refused' ? row.outcome : null,
    fault: row.fault !== null && isFault(row.fault) ? row.fault : null,
    thumbprint: row.thumbprint,
    resultSealed: row.result_sealed,
    codeHash: row.code_hash,
    isUsed: row.used_at !== null,
    isCancelled: row.cancelled_at !== null,
  }
}
