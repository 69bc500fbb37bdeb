/** Names of deleted verified accounts: nobody's for a while (RD10), and kept so that they tell of nobody. */
import type { Db } from '../../database/connect.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { EpochSeconds } from '../../system/clock.ts'
import type { KeyedHash } from '../../system/hashing.ts'
import { usernameKey } from '../username.ts'
import { isReserved } from './store.ts'

const PURPOSE = 'reserved-username'

export function reservationHash(keyed: Pick<KeyedHash, 'hash'>, username: string): string {
  return keyed.hash(PURPOSE, usernameKey(username))
}

/** Whether the name was a deleted account's and is still reserved. */
export async function isUsernameReserved(
  { keyed }: { readonly keyed: Pick<KeyedHash, 'hashes'> },
  db: Db | Transaction,
  username: string,
  now: EpochSeconds,
): Promise<boolean> {
  return await isReserved(db, keyed.hashes(PURPOSE, usernameKey(username)), now)
}
