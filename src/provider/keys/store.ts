import { sql } from 'kysely'
import type { JWK } from 'jose'
import type { Db } from '../../database/connect.ts'
import type { Transaction } from '../../database/transaction.ts'
import { type EpochSeconds, toDate } from '../../system/clock.ts'

/** A signing key as stored: the private part sealed. */
export interface StoredKey {
  readonly kid: string
  readonly alg: string
  readonly state: 'next' | 'current' | 'retiring'
  readonly privateSealed: string
}

/** All keys, the current ones first: the library signs with the first that fits. */
export async function storedKeys(db: Db | Transaction): Promise<StoredKey[]> {
  const { rows } = await sql<StoredKey>`
    select kid, alg, state, private_sealed as "privateSealed" from signing_keys
    order by array_position(array['current', 'next', 'retiring'], state), created_at`.execute(db)
  return rows
}

/** False where another process has made a current key of this algorithm first. */
export async function insertFirstKey(
  transaction: Transaction,
  key: { kid: string; alg: string; publicJwk: JWK; privateSealed: string; at: EpochSeconds },
): Promise<boolean> {
  await sql`lock table signing_keys in share row exclusive mode`.execute(transaction)
  const { rows } = await sql`
    insert into signing_keys (kid, alg, state, public_jwk, private_sealed, created_at, state_since)
    select ${key.kid}, ${key.alg}, 'current', ${JSON.stringify(key.publicJwk)}::jsonb, ${key.privateSealed}, ${toDate(key.at)}::timestamptz, ${toDate(key.at)}::timestamptz
    where not exists (select 1 from signing_keys where alg = ${key.alg} and state = 'current')
    returning kid`.execute(transaction)
  return rows.length === 1
}
