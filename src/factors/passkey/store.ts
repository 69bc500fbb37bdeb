import { sql } from 'kysely'
import type { EpochSeconds } from '../../assurance/event.ts'
import type { Db } from '../../database/connect.ts'
import type { Transaction } from '../../database/transaction.ts'
import { toDate, toEpochSeconds } from '../../system/clock.ts'

export interface StoredPasskey {
  readonly id: string
  readonly accountId: string
  /** base64url. */
  readonly credentialId: string
  /** COSE. */
  readonly publicKey: Buffer
  /** How often it signed; 0 for those that do not count. */
  readonly counter: number
  readonly name: string
  readonly createdAt: EpochSeconds
}

/** More are of no use to anybody, and each is one more to lose. */
const MOST = 10

/** An account's passkeys, oldest first. */
export async function listPasskeys(db: Db, accountId: string): Promise<readonly StoredPasskey[]> {
  const rows = await db
    .selectFrom('passkeys')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(passkeyOf)
}

/** The passkey of this credential, whosever it is. */
export async function findPasskey(db: Db, credentialId: string): Promise<StoredPasskey | null> {
  const row = await db.selectFrom('passkeys').selectAll().where('credential_id', '=', credentialId).executeTakeFirst()
  return row === undefined ? null : passkeyOf(row)
}

/** Adds a passkey; false where this credential is somebody's already, or the account has enough. */
export async function addPasskey(transaction: Transaction, passkey: StoredPasskey): Promise<boolean> {
  const { rows } = await sql`
    insert into passkeys (id, account_id, credential_id, public_key, counter, name, created_at)
    select ${passkey.id}::uuid, ${passkey.accountId}::uuid, ${passkey.credentialId}, ${passkey.publicKey}::bytea,
      ${passkey.counter}::bigint, ${passkey.name}, ${toDate(passkey.createdAt)}::timestamptz
    where (select count(*) from passkeys where account_id = ${passkey.accountId}) < ${MOST}
    on conflict do nothing returning id`.execute(transaction)
  return rows.length === 1
}

/** Notes a use: true once for each count, so that a copied key is noticed (WebAuthn §6.1.1); always where none counts. */
export async function usePasskey(
  transaction: Transaction,
  { id, counter, now }: { readonly id: string; readonly counter: number; readonly now: EpochSeconds },
): Promise<boolean> {
  const { rows } = await sql`
    update passkeys set counter = ${counter}, used_at = ${toDate(now)}
    where id = ${id} and (counter < ${counter} or (counter = 0 and ${counter} = 0)) returning id`.execute(transaction)
  return rows.length === 1
}

/** True once. */
export async function removePasskey(transaction: Transaction, accountId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await transaction
    .deleteFrom('passkeys')
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .executeTakeFirst()
  return numDeletedRows === 1n
}

function passkeyOf(row: {
  id: string
  account_id: string
  credential_id: string
  public_key: Buffer
  counter: string | number | bigint
  name: string
  created_at: Date
}): StoredPasskey {
  return {
    id: row.id,
    accountId: row.account_id,
    credentialId: row.credential_id,
    publicKey: row.public_key,
    counter: Number(row.counter),
    name: row.name,
    createdAt: toEpochSeconds(row.created_at),
  }
}
