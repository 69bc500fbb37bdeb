import { sql } from 'kysely'
import type { EpochSeconds, FactorId } from '../assurance/event.ts'
import type { AccountState } from '../assurance/policy.ts'
import type { Db } from '../database/connect.ts'
import { prepared } from '../database/prepared.ts'
import type { Transaction } from '../database/transaction.ts'
import { toDate, toEpochSeconds } from '../system/clock.ts'
import type { LifeRow } from './life/life-account.ts'
import { lifeColumn } from './life/store.ts'
import { knownDeviceColumn, type Browser } from './known-devices/store.ts'
import { usernameKey } from './username.ts'

/** The language a person is written to in. */
export type AccountLanguage = 'hu' | 'en'

/** What the sign-in must know of an account: no personal data. */
export interface AccountFacts {
  readonly id: string
  readonly personId: string
  readonly username: string
  readonly language: AccountLanguage
  readonly state: AccountState
  readonly mailResetAt: EpochSeconds | null
  readonly held: readonly FactorId[]
}

export interface NewAccountRow {
  readonly id: string
  readonly personId: string
  readonly username: string
  readonly usernameKey: string
  readonly state: AccountState
  readonly language: AccountLanguage
  readonly emailSealed: string
  readonly emailKey: string
  readonly emailConfirmedAt: EpochSeconds | null
  readonly createdAt: EpochSeconds
}

/** The new account's id; null where the user name is taken. Two who ask for one name at once: one of them gets it. */
export async function insertAccount(transaction: Transaction, account: NewAccountRow): Promise<string | null> {
  const row = await transaction
    .insertInto('accounts')
    .values({
      id: account.id,
      person_id: account.personId,
      username: account.username,
      username_key: account.usernameKey,
      state: account.state,
      language: account.language,
      email_sealed: account.emailSealed,
      email_key: account.emailKey,
      email_confirmed_at: account.emailConfirmedAt === null ? null : toDate(account.emailConfirmedAt),
      created_at: toDate(account.createdAt),
    })
    .onConflict((conflict) => conflict.column('username_key').doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
}

/** An account found by its user name. */
export interface FoundAccount {
  readonly id: string
  readonly username: string
  /** What the browser is known by to the account; null on an unknown device. */
  readonly knownDevice: string | null
  readonly passwordOpen: boolean
}

/** The account of a user name as typed; null for a name that belongs to nobody. */
export async function findAccountByUsername(
  db: Db | Transaction,
  username: string,
  browser: Browser = { devices: [], now: 0 },
): Promise<FoundAccount | null> {
  const row = await db
    .selectFrom('accounts')
    .leftJoin('passwords', 'passwords.account_id', 'accounts.id')
    .select([
      'accounts.id',
      'accounts.username',
      knownDeviceColumn(sql`accounts.id`, browser)
        .$castTo<string | null>()
        .as('knownDevice'),
      sql<boolean>`passwords.account_id is not null and passwords.closed_at is null`.as('passwordOpen'),
    ])
    .where('username_key', '=', usernameKey(username))
    // #44: whose time is over is unknown, whether or not the clock's job has run
    .where((column) =>
      column.or([column('temporary_until', 'is', null), column('temporary_until', '>=', toDate(browser.now))]),
    )
    .executeTakeFirst()
  return row ?? null
}

/** How the account's user name is compared and counted; null where there is no account. */
export async function usernameKeyOf(db: Db | Transaction, accountId: string): Promise<string | null> {
  const query = db.selectFrom('accounts').select('username_key').where('id', '=', accountId)
  return (await query.executeTakeFirst())?.username_key ?? null
}

/**
 * The account with the factors it holds, in one statement; null where there is none. The state is the one that was last
 * written: for commands, not for decisions, which ask `stateAt`.
 */
export async function accountFacts(db: Db | Transaction, accountId: string): Promise<AccountFacts | null> {
  const { rows } = await sql<{
    id: string
    person_id: string
    username: string
    language: AccountLanguage
    state: AccountState
    mail_reset_at: Date | null
    held: FactorId[]
  }>`
    select a.id, a.person_id, a.username, a.language, a.state, a.mail_reset_at,
      array(select h.factor from held_factors h where h.account_id = a.id and not h.needs_known_device order by h.factor) as held
    from accounts a where a.id = ${accountId}
  `.execute(db)
  const [row] = rows
  if (row === undefined) return null
  return {
    id: row.id,
    personId: row.person_id,
    username: row.username,
    language: row.language,
    state: row.state,
    mailResetAt: row.mail_reset_at === null ? null : toEpochSeconds(row.mail_reset_at),
    held: row.held,
  }
}

/** Another identification address, sealed and hashed from the same text. */
export async function writeAddress(
  transaction: Transaction,
  accountId: string,
  address: { readonly emailSealed: string; readonly emailKey: string; readonly confirmedAt: EpochSeconds | null },
): Promise<void> {
  await transaction
    .updateTable('accounts')
    .set({
      email_sealed: address.emailSealed,
      email_key: address.emailKey,
      email_confirmed_at: address.confirmedAt === null ? null : toDate(address.confirmedAt),
    })
    .where('id', '=', accountId)
    .execute()
}

/** The sealed identification address, if it is confirmed. */
export async function readAddress(
  db: Db | Transaction,
  accountId: string,
): Promise<{ readonly emailSealed: string; readonly language: AccountLanguage } | null> {
  const { rows } = await sql<{ emailSealed: string; language: AccountLanguage }>`
    select email_sealed as "emailSealed", language from accounts
    where id = ${accountId} and email_confirmed_at is not null
  `.execute(db)
  return rows[0] ?? null
}

/** The account and its person, still sealed. */
export async function readAccountIdentity(db: Db | Transaction, accountId: string) {
  const { rows } = await sql<{
    personId: string
    life: LifeRow
    emailSealed: string
    emailConfirmed: boolean
    identitySealed: string
  }>`${prepared}
    select p.id as "personId", ${lifeColumn} as life, a.email_sealed as "emailSealed",
      a.email_confirmed_at is not null as "emailConfirmed", p.identity_sealed as "identitySealed"
    from accounts a join persons p on p.id = a.person_id where a.id = ${accountId}
  `.execute(db)
  return rows[0] ?? null
}
