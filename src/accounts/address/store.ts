import { sql } from 'kysely'
import type { AccountState } from '../../assurance/policy.ts'
import type { Db } from '../../database/connect.ts'
import type { Transaction } from '../../database/transaction.ts'
import { type EpochSeconds, toDate } from '../../system/clock.ts'
import type { AccountLanguage } from '../store.ts'

/** What a change of address depends on; the row is locked until the transaction ends. */
export interface LockedAddress {
  readonly state: AccountState
  readonly language: AccountLanguage
  readonly emailSealed: string
  readonly mailResetAt: EpochSeconds | null
}

/** Locks the account's row; null where there is none. */
export async function lockAddress(transaction: Transaction, accountId: string): Promise<LockedAddress | null> {
  const { rows } = await sql<LockedAddress>`
    select state, language, email_sealed as "emailSealed",
      floor(extract(epoch from mail_reset_at))::float8 as "mailResetAt"
    from accounts where id = ${accountId} for update`.execute(transaction)
  return rows[0] ?? null
}

/** Voids what has been asked for and not confirmed: of several links only the last one counts. */
export async function voidOpenChanges(transaction: Transaction, accountId: string, now: EpochSeconds): Promise<void> {
  await sql`
    update email_changes set superseded_at = ${toDate(now)}
    where account_id = ${accountId} and confirmed_at is null and superseded_at is null`.execute(transaction)
}

export interface NewChange {
  readonly id: string
  readonly accountId: string
  readonly newEmailSealed: string
  readonly requestedBy: 'person' | 'registrar'
  readonly requestedAt: EpochSeconds
  readonly confirmHash: Buffer
  readonly confirmUntil: EpochSeconds
}

export async function insertChange(transaction: Transaction, change: NewChange): Promise<void> {
  await sql`
    insert into email_changes (id, account_id, new_email_sealed, requested_by, requested_at, confirm_hash, confirm_until)
    values (${change.id}, ${change.accountId}, ${change.newEmailSealed}, ${change.requestedBy},
      ${toDate(change.requestedAt)}, ${change.confirmHash}, ${toDate(change.confirmUntil)})`.execute(transaction)
}

/** The change of an account that can still be confirmed; null where there is none. */
export async function findOpenChange(
  db: Db | Transaction,
  accountId: string,
  now: EpochSeconds,
): Promise<{ readonly id: string; readonly newEmailSealed: string; readonly until: EpochSeconds } | null> {
  const { rows } = await sql<{ id: string; newEmailSealed: string; until: EpochSeconds }>`
    select id, new_email_sealed as "newEmailSealed", floor(extract(epoch from confirm_until))::float8 as until
    from email_changes where account_id = ${accountId} and confirmed_at is null and superseded_at is null
      and confirm_until >= ${toDate(now)}
    order by requested_at desc limit 1`.execute(db)
  return rows[0] ?? null
}

/** Whose change a link belongs to, without saying whether it is still good: for locking the account first. */
export async function accountOfLink(
  transaction: Transaction,
  link: { readonly confirmHash: Buffer } | { readonly undoHash: Buffer },
): Promise<string | null> {
  const by = 'confirmHash' in link ? sql`confirm_hash = ${link.confirmHash}` : sql`undo_hash = ${link.undoHash}`
  const { rows } = await sql<{ accountId: string }>`
    select account_id as "accountId" from email_changes where ${by}`.execute(transaction)
  return rows[0]?.accountId ?? null
}

/** A change as far as whoever carries it out must know it. */
export interface FoundChange {
  readonly id: string
  readonly newEmailSealed: string
  readonly oldEmailSealed: string | null
  readonly requestedBy: 'person' | 'registrar'
}

/**
 * Confirms a change, once: null for a link that is used, over or voided, or that was asked for before the password was
 * reset by mail.
 */
export async function confirmChange(
  transaction: Transaction,
  confirmed: {
    readonly confirmHash: Buffer
    readonly undoHash: Buffer
    readonly undoUntil: EpochSeconds
    readonly resetAt: EpochSeconds | null
  },
  now: EpochSeconds,
): Promise<FoundChange | null> {
  const resetAt = confirmed.resetAt === null ? null : toDate(confirmed.resetAt)
  const { rows } = await sql<FoundChange>`
    update email_changes set confirmed_at = ${toDate(now)}, undo_hash = ${confirmed.undoHash},
      undo_until = ${toDate(confirmed.undoUntil)}
    where confirm_hash = ${confirmed.confirmHash} and confirmed_at is null and superseded_at is null
      and confirm_until >= ${toDate(now)} and (${resetAt}::timestamptz is null or requested_at > ${resetAt})
    returning id, new_email_sealed as "newEmailSealed", old_email_sealed as "oldEmailSealed",
      requested_by as "requestedBy"`.execute(transaction)
  return rows[0] ?? null
}

/** The address that was valid until then, for who gets the way back. */
export async function keepOldAddress(transaction: Transaction, id: string, oldEmailSealed: string): Promise<void> {
  await sql`update email_changes set old_email_sealed = ${oldEmailSealed} where id = ${id}`.execute(transaction)
}

/**
 * Undoes a change, once, and voids every later one with its own way back. Null for a link that is used, over or voided.
 */
export async function undoChange(
  transaction: Transaction,
  undoHash: Buffer,
  now: EpochSeconds,
): Promise<FoundChange | null> {
  const { rows } = await sql<FoundChange>`
    with undone as (
      update email_changes set undone_at = ${toDate(now)}
      where undo_hash = ${undoHash} and undone_at is null and superseded_at is null and undo_until >= ${toDate(now)}
      returning id, account_id, confirmed_at, new_email_sealed, old_email_sealed, requested_by
    ), voided as (
      update email_changes c set superseded_at = ${toDate(now)} from undone
      where c.account_id = undone.account_id and c.id <> undone.id and c.superseded_at is null
        and (c.confirmed_at is null or c.confirmed_at >= undone.confirmed_at)
    )
    select id, new_email_sealed as "newEmailSealed", old_email_sealed as "oldEmailSealed",
      requested_by as "requestedBy" from undone`.execute(transaction)
  return rows[0] ?? null
}
