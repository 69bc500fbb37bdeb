/**
 * Accounts: what a person signs in with. Owns the account's row, its user name and its identification address;
 * leaves proofs to the factors, the person's record to `persons`, and the audit of a change to whoever makes it.
 */
import type { EpochSeconds } from '../assurance/event.ts'
import type { AccountState } from '../assurance/policy.ts'
import type { Db } from '../database/connect.ts'
import type { Transaction } from '../database/transaction.ts'
import type { KeyedHash } from '../system/hashing.ts'
import { randomUuid } from '../system/random.ts'
import type { Sealing } from '../system/sealing.ts'
import { emailKey } from './email.ts'
import { stateAt } from './life/life-account.ts'
import { insertAccount, readAccountIdentity, readAddress, writeAddress, type AccountLanguage } from './store.ts'
import { usernameKey } from './username.ts'

export interface NewAccount {
  readonly personId: string
  readonly username: string
  readonly state: AccountState
  readonly language: AccountLanguage
  /** The identification address. */
  readonly email: string
  readonly emailConfirmedAt: EpochSeconds | null
}

/** Opens an account and returns its id; null where the user name is taken. The caller has judged the name's form. */
export async function createAccount(
  transaction: Transaction,
  account: NewAccount,
  { sealing, keyed, now }: AddressDependencies & { readonly now: EpochSeconds },
): Promise<string | null> {
  const id = randomUuid()
  const { email, ...row } = account
  return await insertAccount(transaction, {
    ...row,
    id,
    usernameKey: usernameKey(account.username),
    emailSealed: await sealing.seal(emailContext(id), email),
    emailKey: emailKey(keyed, email),
    createdAt: now,
  })
}

/** What an address is written with: sealed to its row, and hashed so that it can be searched for. */
export interface AddressDependencies {
  readonly sealing: Sealing
  readonly keyed: Pick<KeyedHash, 'hash'>
}

/**
 * Writes another identification address: the only way, so that what is sealed and what is searched for agree. Null
 * `confirmedAt`: nobody has shown yet that they read it. Who is told of it, and what it ends, is the caller's affair.
 */
export async function setAddress(
  transaction: Transaction,
  accountId: string,
  { email, confirmedAt }: { readonly email: string; readonly confirmedAt: EpochSeconds | null },
  { sealing, keyed }: AddressDependencies,
): Promise<void> {
  const emailSealed = await sealing.seal(emailContext(accountId), email)
  await writeAddress(transaction, accountId, { emailSealed, emailKey: emailKey(keyed, email), confirmedAt })
}

/** Opens the column `email_sealed` of this account, confirmed or not. */
export async function openAddress(sealing: Sealing, accountId: string, emailSealed: string): Promise<string> {
  return await sealing.open(emailContext(accountId), emailSealed)
}

/** Where codes are sent, and in which language; null where there is no account or its address is not confirmed. */
export async function identificationAddress(
  db: Db | Transaction,
  sealing: Sealing,
  accountId: string,
): Promise<{ readonly address: string; readonly language: AccountLanguage } | null> {
  const row = await readAddress(db, accountId)
  if (row === null) return null
  return { address: await sealing.open(emailContext(accountId), row.emailSealed), language: row.language }
}

/** What claims are made of. */
export interface AccountIdentity<Identity> {
  readonly personId: string
  readonly state: AccountState
  readonly identity: Identity
  readonly email: string
  readonly emailConfirmed: boolean
}

/**
 * The account's state at this instant, its address and person, in one statement; null where there is no account (any more). `openIdentity` opens the
 * person's record, which is sealed by `persons`.
 */
export async function accountIdentity<Identity>(
  db: Db | Transaction,
  deps: {
    readonly sealing: Sealing
    readonly now: EpochSeconds
    openIdentity(sealing: Sealing, personId: string, sealed: string): Promise<Identity>
  },
  accountId: string,
): Promise<AccountIdentity<Identity> | null> {
  const row = await readAccountIdentity(db, accountId)
  const state = row === null ? 'DELETED' : stateAt(row.life, deps.now)
  if (row === null || state === 'DELETED') return null
  const { personId, emailConfirmed } = row
  const [identity, email] = await Promise.all([
    deps.openIdentity(deps.sealing, personId, row.identitySealed),
    deps.sealing.open(emailContext(accountId), row.emailSealed),
  ])
  return { personId, state, identity, email, emailConfirmed }
}

function emailContext(accountId: string): string {
  return `account-email:${accountId}`
}
