import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'
import type { Transaction } from '../../database/transaction.ts'
import { type EpochSeconds, toDate, toEpochSeconds } from '../../system/clock.ts'

/** A wallet's key that is bound to an account. */
export interface WalletKey {
  readonly id: string
  /** What its owner calls the device; empty where it was bound at a desk. */
  readonly name: string
  readonly boundBy: 'desk' | 'self'
  readonly createdAt: EpochSeconds
}

/** More are of no use to anybody, and each is one more to lose. */
export const MOST_KEYS = 5

/** An account's keys, oldest first. */
export async function listKeys(db: Db | Transaction, accountId: string): Promise<readonly WalletKey[]> {
  const rows = await db
    .selectFrom('wallet_keys')
    .select(['id', 'name', 'bound_by', 'bound_at'])
    .where('account_id', '=', accountId)
    .orderBy('bound_at')
    .orderBy('id')
    .execute()
  return rows.map(({ id, name, bound_by: by, bound_at: at }) => ({
    id,
    name,
    boundBy: by === 'self' ? 'self' : 'desk',
    createdAt: toEpochSeconds(at),
  }))
}

/** Whose key it is, and in which state that account is. */
export async function findKey(
  db: Db | Transaction,
  thumbprint: string,
): Promise<{ readonly id: string; readonly accountId: string; readonly state: string } | null> {
  const row = await db
    .selectFrom('wallet_keys')
    .innerJoin('accounts', 'accounts.id', 'wallet_keys.account_id')
    .select(['wallet_keys.id', 'wallet_keys.account_id as accountId', 'accounts.state'])
    .where('thumbprint', '=', thumbprint)
    .executeTakeFirst()
  return row ?? null
}

/** An account's state and how many keys it has; null where there is no such account. */
export async function findOwner(
  db: Db | Transaction,
  accountId: string,
): Promise<{ readonly state: string; readonly keys: number } | null> {
  const { rows } = await sql<{ state: string; keys: number }>`
    select state, (select count(*)::int from wallet_keys where account_id = a.id) as keys
    from accounts a where id = ${accountId}`.execute(db)
  return rows[0] ?? null
}

/** Lets nobody else bind a key to this account until the transaction ends: what is counted afterwards stays so. */
export async function lockOwner(transaction: Transaction, accountId: string): Promise<void> {
  await sql`select 1 from accounts where id = ${accountId} for no key update`.execute(transaction)
}

/** Binds a key; false where it is somebody's already, or the account has enough. The owner is locked. */
export async function insertKey(
  transaction: Transaction,
  key: {
    readonly id: string
    readonly accountId: string
    readonly thumbprint: string
    readonly publicJwk: object
    readonly name: string
    readonly now: EpochSeconds
  },
): Promise<boolean> {
  const { rows } = await sql`
    insert into wallet_keys (id, thumbprint, account_id, public_jwk, bound_at, name, bound_by)
    select ${key.id}::uuid, ${key.thumbprint}, ${key.accountId}::uuid, ${JSON.stringify(key.publicJwk)}::jsonb,
      ${toDate(key.now)}::timestamptz, ${key.name}, 'self'
    where (select count(*) from wallet_keys where account_id = ${key.accountId}) < ${MOST_KEYS}
    on conflict do nothing returning 1`.execute(transaction)
  return rows.length === 1
}

/** True once. */
export async function removeKey(transaction: Transaction, accountId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await transaction
    .deleteFrom('wallet_keys')
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .executeTakeFirst()
  return numDeletedRows === 1n
}
