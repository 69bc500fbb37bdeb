import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'
import type { Transaction } from '../../database/transaction.ts'
import { type EpochSeconds, toDate } from '../../system/clock.ts'

/** An address as it lies here; sealed to its row. */
export interface StoredNoticeAddress {
  readonly id: string
  readonly emailSealed: string
}

/** The address in use, and since when; null where there is none. */
export async function findInUse(
  db: Db | Transaction,
  accountId: string,
): Promise<(StoredNoticeAddress & { readonly since: EpochSeconds }) | null> {
  const { rows } = await sql<StoredNoticeAddress & { since: EpochSeconds }>`
    select id, email_sealed as "emailSealed", floor(extract(epoch from confirmed_at))::float8 as since
    from notice_addresses
    where account_id = ${accountId} and confirmed_at is not null and ended_at is null`.execute(db)
  return rows[0] ?? null
}

/** The address that still can be confirmed; null where none waits. */
export async function findWaiting(
  db: Db | Transaction,
  accountId: string,
  now: EpochSeconds,
): Promise<(StoredNoticeAddress & { readonly until: EpochSeconds }) | null> {
  const { rows } = await sql<StoredNoticeAddress & { until: EpochSeconds }>`
    select id, email_sealed as "emailSealed", floor(extract(epoch from confirm_until))::float8 as until
    from notice_addresses where account_id = ${accountId} and confirmed_at is null and ended_at is null
      and confirm_until >= ${toDate(now)}`.execute(db)
  return rows[0] ?? null
}

/** Voids the address that waits, if one does: of several links only the last one counts. */
export async function voidWaiting(transaction: Transaction, accountId: string, now: EpochSeconds): Promise<void> {
  await sql`
    update notice_addresses set ended_at = ${toDate(now)}
    where account_id = ${accountId} and confirmed_at is null and ended_at is null`.execute(transaction)
}

export async function insertWaiting(
  transaction: Transaction,
  address: StoredNoticeAddress & {
    readonly accountId: string
    readonly requestedAt: EpochSeconds
    readonly confirmHash: Buffer
    readonly confirmUntil: EpochSeconds
  },
): Promise<void> {
  await sql`
    insert into notice_addresses (id, account_id, email_sealed, requested_at, confirm_hash, confirm_until)
    values (${address.id}, ${address.accountId}, ${address.emailSealed}, ${toDate(address.requestedAt)},
      ${address.confirmHash}, ${toDate(address.confirmUntil)})`.execute(transaction)
}

/** Whose address a link confirms, without saying whether it is still good: for locking the account first. */
export async function accountOfLink(transaction: Transaction, confirmHash: Buffer): Promise<string | null> {
  const { rows } = await sql<{ accountId: string }>`
    select account_id as "accountId" from notice_addresses where confirm_hash = ${confirmHash}`.execute(transaction)
  return rows[0]?.accountId ?? null
}

/** Ends the address in use: true once. */
export async function endInUse(transaction: Transaction, accountId: string, now: EpochSeconds): Promise<boolean> {
  const { rows } = await sql`
    update notice_addresses set ended_at = ${toDate(now)}
    where account_id = ${accountId} and confirmed_at is not null and ended_at is null returning id`.execute(transaction)
  return rows.length === 1
}

/**
 * Takes the address of a link into use, once: null for a link that is used, over or voided, or that was asked for before
 * the password was reset by mail. The caller holds the account's lock and has ended the address before it.
 */
export async function confirmWaiting(
  transaction: Transaction,
  { confirmHash, resetAt }: { readonly confirmHash: Buffer; readonly resetAt: EpochSeconds | null },
  now: EpochSeconds,
): Promise<StoredNoticeAddress | null> {
  const reset = resetAt === null ? null : toDate(resetAt)
  const { rows } = await sql<StoredNoticeAddress>`
    update notice_addresses set confirmed_at = ${toDate(now)}
    where confirm_hash = ${confirmHash} and confirmed_at is null and ended_at is null
      and confirm_until >= ${toDate(now)} and (${reset}::timestamptz is null or requested_at > ${reset})
    returning id, email_sealed as "emailSealed"`.execute(transaction)
  return rows[0] ?? null
}
