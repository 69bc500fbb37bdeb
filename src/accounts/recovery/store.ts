import { sql } from 'kysely'
import type { FactorId } from '../../assurance/event.ts'
import type { Db } from '../../database/connect.ts'
import type { Transaction } from '../../database/transaction.ts'
import { type EpochSeconds, toDate } from '../../system/clock.ts'
import type { LifeRow } from '../life/life-account.ts'
import { lifeColumn } from '../life/store.ts'
import type { AccountLanguage } from '../store.ts'

/** What a recovery depends on; the account's row is locked until the transaction ends. */
export interface RecoveringAccount {
  readonly life: LifeRow
  readonly language: AccountLanguage
  readonly emailSealed: string
  readonly emailConfirmed: boolean
  readonly mailResetAt: EpochSeconds | null
}

/** Locks the account's row; null where there is none. */
export async function lockAccount(transaction: Transaction, accountId: string): Promise<RecoveringAccount | null> {
  const { rows } = await sql<RecoveringAccount>`
    select ${lifeColumn} as life, a.language, a.email_sealed as "emailSealed",
      a.email_confirmed_at is not null as "emailConfirmed",
      floor(extract(epoch from a.mail_reset_at))::float8 as "mailResetAt"
    from accounts a where a.id = ${accountId} for no key update`.execute(transaction)
  return rows[0] ?? null
}

/** Where its notices go; null where there is no account. */
export async function readRecipient(
  transaction: Transaction,
  accountId: string,
): Promise<Pick<RecoveringAccount, 'language' | 'emailSealed'> | null> {
  const { rows } = await sql<Pick<RecoveringAccount, 'language' | 'emailSealed'>>`
    select language, email_sealed as "emailSealed" from accounts where id = ${accountId}`.execute(transaction)
  return rows[0] ?? null
}

/** Read after the lock, so that it is as whoever held the lock before left it. */
export async function holdsFactor(transaction: Transaction, accountId: string, factor: FactorId): Promise<boolean> {
  const { rows } = await sql`
    select 1 from held_factors where account_id = ${accountId} and factor = ${factor} limit 1`.execute(transaction)
  return rows.length > 0
}

/**
 * Starts a recovery: false where one is under way, or where `max` have been started since `since`. The one under way
 * stays as it is, with its end and its link.
 */
export async function startRecovery(
  transaction: Transaction,
  recovery: {
    readonly id: string
    readonly accountId: string
    readonly factor: FactorId
    readonly startedAt: EpochSeconds
    readonly effectiveAt: EpochSeconds
    readonly cancelHash: Buffer
  },
  { max, since }: { readonly max: number; readonly since: EpochSeconds },
): Promise<boolean> {
  const { accountId, startedAt } = recovery
  const { rows } = await sql`
    insert into recoveries (id, account_id, factor, started_at, effective_at, cancel_hash)
    select ${recovery.id}::uuid, ${accountId}::uuid, ${recovery.factor}, ${toDate(startedAt)}::timestamptz,
      ${toDate(recovery.effectiveAt)}::timestamptz, ${recovery.cancelHash}::bytea
    where (select count(*) from recoveries where account_id = ${accountId} and started_at > ${toDate(since)}) < ${max}
    on conflict (account_id) where ended_at is null do nothing returning id`.execute(transaction)
  return rows.length === 1
}

/** A recovery that has not ended. */
export interface OpenRecovery {
  readonly id: string
  readonly accountId: string
  readonly factor: FactorId
  readonly effectiveAt: EpochSeconds
}

const columns = sql`id, account_id as "accountId", factor, floor(extract(epoch from effective_at))::float8 as "effectiveAt"`

/** The one under way; null where there is none. */
export async function findOpen(db: Db | Transaction, accountId: string): Promise<OpenRecovery | null> {
  const { rows } = await sql<OpenRecovery>`
    select ${columns} from recoveries where account_id = ${accountId} and ended_at is null`.execute(db)
  return rows[0] ?? null
}

/** The one of a user name, where its wait is over. */
export async function findDueOf(db: Db, usernameKey: string, now: EpochSeconds): Promise<OpenRecovery | null> {
  const { rows } = await sql<OpenRecovery>`
    select ${columns} from recoveries where ended_at is null and effective_at < ${toDate(now)}
      and account_id = (select a.id from accounts a where a.username_key = ${usernameKey})`.execute(db)
  return rows[0] ?? null
}

/** Those whose wait is over, the longest first. */
export async function findDue(db: Db, now: EpochSeconds, limit: number): Promise<readonly OpenRecovery[]> {
  const { rows } = await sql<OpenRecovery>`
    select ${columns} from recoveries where ended_at is null and effective_at < ${toDate(now)}
    order by effective_at limit ${limit}`.execute(db)
  return rows
}

/** Whose recovery a link cancels, without saying whether it is still good: for locking the account first. */
export async function accountOfLink(transaction: Transaction, cancelHash: Buffer): Promise<string | null> {
  const { rows } = await sql<{ accountId: string }>`
    select account_id as "accountId" from recoveries where cancel_hash = ${cancelHash}`.execute(transaction)
  return rows[0]?.accountId ?? null
}

/** Ends one as done: true once, and never before its wait is over. */
export async function completeRecovery(transaction: Transaction, id: string, now: EpochSeconds): Promise<boolean> {
  const { rows } = await sql`
    update recoveries set ended_at = ${toDate(now)}, ended_as = 'completed'
    where id = ${id} and ended_at is null and effective_at < ${toDate(now)} returning id`.execute(transaction)
  return rows.length === 1
}

/** Cancels the one that this link belongs to: null for one that has ended, or whose wait is over. */
export async function cancelByLink(
  transaction: Transaction,
  cancelHash: Buffer,
  now: EpochSeconds,
): Promise<OpenRecovery | null> {
  const { rows } = await sql<OpenRecovery>`
    update recoveries set ended_at = ${toDate(now)}, ended_as = 'cancelled'
    where cancel_hash = ${cancelHash} and ended_at is null and effective_at >= ${toDate(now)}
    returning ${columns}`.execute(transaction)
  return rows[0] ?? null
}

/** Cancels the account's, while it waits: null where there is none, or where its wait is over. */
export async function cancelWaiting(
  transaction: Transaction,
  accountId: string,
  now: EpochSeconds,
): Promise<OpenRecovery | null> {
  const { rows } = await sql<OpenRecovery>`
    update recoveries set ended_at = ${toDate(now)}, ended_as = 'cancelled'
    where account_id = ${accountId} and ended_at is null and effective_at >= ${toDate(now)}
    returning ${columns}`.execute(transaction)
  return rows[0] ?? null
}

/** Cancels one that cannot be done, whether or not its wait is over: true once. */
export async function cancelOpen(transaction: Transaction, id: string, now: EpochSeconds): Promise<boolean> {
  const { rows } = await sql`
    update recoveries set ended_at = ${toDate(now)}, ended_as = 'cancelled'
    where id = ${id} and ended_at is null returning id`.execute(transaction)
  return rows.length === 1
}

/**
 * Cancels the account's one of this factor, whether or not its wait is over: null where there is none, and where
 * somebody else is ending it at this moment. Whoever calls holds a sign-in, which completing waits for: to wait here
 * would be a deadlock.
 */
export async function cancelOfFactor(
  transaction: Transaction,
  { accountId, factor }: { readonly accountId: string; readonly factor: FactorId },
  now: EpochSeconds,
): Promise<OpenRecovery | null> {
  const { rows } = await sql<OpenRecovery>`
    update recoveries set ended_at = ${toDate(now)}, ended_as = 'cancelled'
    where id = (select id from recoveries where account_id = ${accountId} and factor = ${factor} and ended_at is null
      for update skip locked)
    returning ${columns}`.execute(transaction)
  return rows[0] ?? null
}
