import { sql } from 'kysely'
import type { EpochSeconds } from '../../assurance/event.ts'
import type { AccountState } from '../../assurance/policy.ts'
import type { Db } from '../../database/connect.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { Mail } from '../../mail/outbox.ts'
import { toDate, toEpochSeconds } from '../../system/clock.ts'
import type { CodePurpose, LifeAccount, LifeRow, Phase } from './life-account.ts'
import { stateOf } from './life-account.ts'

/** Nobody's: the same statements for a name that belongs to nobody. */
const NOBODY = '00000000-0000-0000-0000-000000000000'

/**
 * A row `a` of `accounts` as `stateAt` reads it: for statements that load an account beside something else. Codes that
 * are over are in it, too; they extend nothing.
 */
export const lifeColumn = sql<LifeRow>`jsonb_build_object('state', a.state, 'suspendedFrom', a.suspended_from,
  'temporaryUntil', floor(extract(epoch from a.temporary_until))::bigint,
  'windowEndsAt', floor(extract(epoch from a.window_ends_at))::bigint,
  'passwordExpiresAt', floor(extract(epoch from a.password_expires_at))::bigint,
  'codeExpiresAt', (select floor(extract(epoch from max(c.expires_at)))::bigint from one_time_codes c
    where c.account_id = a.id and c.used_at is null and c.superseded_at is null))`

/** An account's row, locked until the transaction ends. */
export interface LockedAccount {
  readonly id: string
  readonly personId: string
  readonly username: string
  readonly language: Mail['language']
  readonly emailSealed: string
  readonly openedAt: EpochSeconds
  readonly row: LockedRow
}

interface LockedRow {
  id: string
  person_id: string
  username: string
  language: Mail['language']
  email_sealed: string
  created_at: Date
  state: AccountState
  suspended_from: Phase | null
  temporary_until: Date | null
  window_ends_at: Date | null
  password_expires_at: Date | null
  first_active_at: Date | null
  mail_reset_at: Date | null
}

const columns = sql`a.id, a.person_id, a.username, a.language, a.email_sealed, a.created_at, a.state,
  a.suspended_from, a.temporary_until, a.window_ends_at, a.password_expires_at, a.first_active_at, a.mail_reset_at`

/** By its id; null where there is no such account (any more). Whoever else acts on it waits. */
export async function lockAccount(transaction: Transaction, accountId: string): Promise<LockedAccount | null> {
  return await lock(transaction, sql`a.id = ${accountId}`)
}

/** By its user name as it is compared. */
export async function lockByUsername(transaction: Transaction, usernameKey: string): Promise<LockedAccount | null> {
  return await lock(transaction, sql`a.username_key = ${usernameKey}`)
}

async function lock(transaction: Transaction, condition: ReturnType<typeof sql>): Promise<LockedAccount | null> {
  const { rows } = await sql<LockedRow>`
    select ${columns} from accounts a where ${condition} for no key update`.execute(transaction)
  return rows[0] === undefined ? null : locked(rows[0])
}

/** The account whose clock has been waiting longest, but for `except`; one that somebody else has is passed over. */
export async function lockNextDue(
  transaction: Transaction,
  now: EpochSeconds,
  except: readonly string[],
): Promise<LockedAccount | null> {
  const { rows } = await sql<LockedRow>`
    select ${columns} from accounts a where a.next_due_at <= ${toDate(now)} and a.id <> all (${[...except]}::uuid[])
    order by a.next_due_at limit 1 for no key update skip locked`.execute(transaction)
  return rows[0] === undefined ? null : locked(rows[0])
}

function locked(row: LockedRow): LockedAccount {
  return {
    id: row.id,
    personId: row.person_id,
    username: row.username,
    language: row.language,
    emailSealed: row.email_sealed,
    openedAt: toEpochSeconds(row.created_at),
    row,
  }
}

/** The code that is out, as it is kept. */
export interface KeptCode {
  readonly id: string
  readonly purpose: CodePurpose
  readonly hash: string
}

/**
 * The rest of an account's life, read after its row was locked: a statement that waits for a lock sees other tables as
 * they were before the wait.
 */
export async function readLife(
  transaction: Transaction,
  account: LockedAccount | null,
  reissuedSince: EpochSeconds,
): Promise<{ readonly life: LifeAccount; readonly code: KeptCode | null } | null> {
  const { rows } = await sql<{
    set_at: Date | null
    closed: boolean | null
    code: { id: string; purpose: CodePurpose; hash: string; expiresAt: number; wrongEntries: number } | null
    reissued_at: Date[]
    notices: string[]
  }>`
    select p.set_at, p.closed_at is not null as closed,
      (select jsonb_build_object('id', c.id, 'purpose', c.purpose, 'hash', c.code_hash,
          'expiresAt', floor(extract(epoch from c.expires_at))::bigint, 'wrongEntries', c.wrong_entries)
        from one_time_codes c where c.account_id = one.id and c.used_at is null and c.superseded_at is null
        order by c.sent_at desc, c.id limit 1) as code,
      array(select c.sent_at from one_time_codes c
        where c.account_id = one.id and c.reissued and c.sent_at > ${toDate(reissuedSince)} order by c.sent_at) as reissued_at,
      array(select n.notice || '@' || floor(extract(epoch from n.due_at))::bigint
        from account_notices n where n.account_id = one.id) as notices
    from (select ${account?.id ?? NOBODY}::uuid as id) as one left join passwords p on p.account_id = one.id`.execute(
    transaction,
  )
  const [found] = rows
  if (account === null || found === undefined) return null
  const { row } = account
  const life: LifeAccount = {
    phase: row.state === 'SUSPENDED' ? (row.suspended_from ?? 'INACTIVE') : row.state,
    suspended: row.state === 'SUSPENDED',
    temporaryUntil: seconds(row.temporary_until),
    windowEndsAt: seconds(row.window_ends_at),
    passwordSetAt: seconds(found.set_at),
    passwordExpiresAt: seconds(row.password_expires_at),
    passwordClosed: found.set_at !== null && found.closed === true,
    firstActiveAt: seconds(row.first_active_at),
    mailResetAt: seconds(row.mail_reset_at),
    code: found.code,
    reissuedAt: found.reissued_at.map(toEpochSeconds),
    noticesGiven: found.notices,
  }
  return { life, code: found.code }
}

/** Writes where the account stands, and when its clock is next due. The caller holds its lock. */
export async function writeLife(
  transaction: Transaction,
  accountId: string,
  life: LifeAccount,
  nextDueAt: EpochSeconds | null,
): Promise<void> {
  await transaction
    .updateTable('accounts')
    .set({
      state: stateOf(life),
      suspended_from: life.suspended ? life.phase : null,
      temporary_until: date(life.temporaryUntil),
      window_ends_at: date(life.windowEndsAt),
      password_expires_at: date(life.passwordExpiresAt),
      first_active_at: date(life.firstActiveAt),
      mail_reset_at: date(life.mailResetAt),
      next_due_at: date(nextDueAt),
    })
    .where('id', '=', accountId)
    .execute()
}

/** Takes back every code of the account that is out. */
export async function supersedeCodes(transaction: Transaction, accountId: string, at: EpochSeconds): Promise<void> {
  await transaction
    .updateTable('one_time_codes')
    .set({ superseded_at: toDate(at) })
    .where('account_id', '=', accountId)
    .where('used_at', 'is', null)
    .where('superseded_at', 'is', null)
    .execute()
}

export async function insertCode(
  transaction: Transaction,
  code: {
    id: string
    accountId: string
    purpose: CodePurpose
    hash: string
    sentAt: EpochSeconds
    expiresAt: EpochSeconds
    reissued: boolean
  },
): Promise<void> {
  await transaction
    .insertInto('one_time_codes')
    .values({
      id: code.id,
      account_id: code.accountId,
      purpose: code.purpose,
      code_hash: code.hash,
      sent_at: toDate(code.sentAt),
      expires_at: toDate(code.expiresAt),
      reissued: code.reissued,
    })
    .execute()
}

/** False where it was used or replaced already: a code is used once, whatever was read before. */
export async function useCode(transaction: Transaction, codeId: string, at: EpochSeconds): Promise<boolean> {
  const row = await transaction
    .updateTable('one_time_codes')
    .set({ used_at: toDate(at) })
    .where('id', '=', codeId)
    .where('used_at', 'is', null)
    .where('superseded_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Counts a wrong entry against the code; null: against nobody's, with the same statement. */
export async function countWrongEntry(transaction: Transaction, codeId: string | null): Promise<void> {
  await transaction
    .updateTable('one_time_codes')
    .set((row) => ({ wrong_entries: row('wrong_entries', '+', 1) }))
    .where('id', '=', codeId ?? NOBODY)
    .execute()
}

/** True the first time: the same notice of the same deadline is given once. */
export async function giveNotice(
  transaction: Transaction,
  notice: { accountId: string; notice: string; dueAt: EpochSeconds; at: EpochSeconds },
): Promise<boolean> {
  const row = await transaction
    .insertInto('account_notices')
    .values({
      account_id: notice.accountId,
      notice: notice.notice,
      due_at: toDate(notice.dueAt),
      given_at: toDate(notice.at),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('account_id')
    .executeTakeFirst()
  return row !== undefined
}

/** The identification address as it is now, sealed. */
export async function readSealedAddress(transaction: Transaction, accountId: string): Promise<string> {
  const row = await transaction
    .selectFrom('accounts')
    .select('email_sealed')
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow()
  return row.email_sealed
}

/** What somebody has shown to read: they typed what was mailed there. */
export async function confirmAddress(transaction: Transaction, accountId: string, at: EpochSeconds): Promise<void> {
  await sql`
    update accounts set email_confirmed_at = coalesce(email_confirmed_at, ${toDate(at)})
    where id = ${accountId}`.execute(transaction)
}

/** Fails with a unique violation where another account has the name. */
export async function renameAccount(
  transaction: Transaction,
  accountId: string,
  { username, usernameKey }: { username: string; usernameKey: string },
): Promise<void> {
  await transaction
    .updateTable('accounts')
    .set({ username, username_key: usernameKey })
    .where('id', '=', accountId)
    .execute()
}

/** Makes the account another person's record's; answers whose it was. */
export async function movePerson(transaction: Transaction, accountId: string, personId: string): Promise<void> {
  await transaction.updateTable('accounts').set({ person_id: personId }).where('id', '=', accountId).execute()
}

/** Erases the account with everything that hangs on it, and leaves a tombstone that leads to nobody. */
export async function buryAccount(
  transaction: Transaction,
  accountId: string,
  tombstone: { id: string; openedAt: EpochSeconds; deletedAt: EpochSeconds; reason: string },
): Promise<void> {
  await sql`
    with buried as (
      insert into deleted_accounts (id, opened_at, deleted_at, reason)
      values (${tombstone.id}, ${toDate(tombstone.openedAt)}, ${toDate(tombstone.deletedAt)}, ${tombstone.reason})
    )
    delete from accounts where id = ${accountId}`.execute(transaction)
}

/** The name is nobody's until then. */
export async function reserveUsername(
  transaction: Transaction,
  usernameHash: string,
  until: EpochSeconds,
): Promise<void> {
  await sql`
    insert into reserved_usernames (username_hash, reserved_until) values (${usernameHash}, ${toDate(until)})
    on conflict (username_hash) do update
      set reserved_until = greatest(reserved_usernames.reserved_until, excluded.reserved_until)`.execute(transaction)
}

/** Whether one of these hashes of a name is still reserved. */
export async function isReserved(
  db: Db | Transaction,
  usernameHashes: readonly string[],
  now: EpochSeconds,
): Promise<boolean> {
  const { rows } = await sql`
    select 1 from reserved_usernames
    where username_hash = any (${[...usernameHashes]}::text[]) and reserved_until >= ${toDate(now)}`.execute(db)
  return rows.length > 0
}

/** Temporary accounts of who says to be this person (RD12), by the keys of the identity at birth. */
export async function temporaryAccountsOf(
  transaction: Transaction,
  birthKeys: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select a.id from accounts a join persons p on p.id = a.person_id
    where not p.verified and p.birth_key = any (${[...birthKeys]}::text[])
    order by a.id for no key update of a`.execute(transaction)
  return rows.map(({ id }) => id)
}

function seconds(at: Date | null): EpochSeconds | null {
  return at === null ? null : toEpochSeconds(at)
}

function date(at: EpochSeconds | null): Date | null {
  return at === null ? null : toDate(at)
}
