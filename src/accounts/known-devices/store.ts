/**
 * Devices that an account is known on: browsers in which it was signed in to fully, and not on a shared computer. Each
 * has limits of its own, so that strangers lock nobody out (domain RD7). An id is one account's alone: the next person
 * at the same browser gets another.
 */
import { sql, type RawBuilder } from 'kysely'
import type { EpochSeconds } from '../../assurance/event.ts'
import type { Db } from '../../database/connect.ts'
import type { Transaction } from '../../database/transaction.ts'
import { toDate } from '../../system/clock.ts'

/** What a browser brings along: hashes of the ids that it was given, for whatever accounts. */
export interface Browser {
  readonly devices: readonly Buffer[]
  readonly now: EpochSeconds
}

/** The id's hash under which this browser is known to an account, in hexadecimal, or null: for use in a statement. */
export function knownDeviceColumn(accountId: RawBuilder<unknown>, { devices, now }: Browser): RawBuilder<unknown> {
  return sql`(select encode(d.id_hash, 'hex') from known_devices d
    where d.account_id = ${accountId} and d.id_hash = any (${[...devices]}::bytea[]) and d.expires_at > ${toDate(now)}
    limit 1)`
}

/**
 * Somebody signed in fully: their device is known from now on, or again, until `expiresAt`; `idHash` is null where
 * others use it, too. One statement, also for what an account's first sign-in leaves behind.
 */
export async function recordSignedIn(
  db: Db | Transaction,
  {
    accountId,
    idHash,
    now,
    expiresAt,
  }: { accountId: string; idHash: Buffer | null; now: EpochSeconds; expiresAt: EpochSeconds },
): Promise<void> {
  await sql`
    with kept as (
      insert into known_devices (id_hash, account_id, created_at, used_at, expires_at)
      select h, ${accountId}::uuid, ${toDate(now)}::timestamptz, ${toDate(now)}::timestamptz, ${toDate(expiresAt)}::timestamptz
      from (select ${idHash}::bytea as h) as given where h is not null
      on conflict (id_hash) do update set used_at = excluded.used_at, expires_at = excluded.expires_at
        where known_devices.account_id = excluded.account_id
    )
    update accounts set first_signed_in_at = ${toDate(now)} where id = ${accountId} and first_signed_in_at is null
  `.execute(db)
}

/**
 * No device is known to the account any more. With a new password by mail or office (whoever had the old one may have
 * made a device known with it), and wherever all access ends.
 */
export async function forgetDevices(transaction: Transaction, accountId: string): Promise<void> {
  await sql`delete from known_devices where account_id = ${accountId}`.execute(transaction)
}
