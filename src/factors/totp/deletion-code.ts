import type { Db } from '../../database/connect.ts'
import type { KeyedHash } from '../../system/hashing.ts'
import { matchesDeletionCode } from './enrolment.ts'
import { readDeletionCode } from './store.ts'

/**
 * The app that this deletion code removes: its id, or null where the code is not the account's. The same work for an
 * account without an app, and for a name that belongs to nobody (null).
 */
export async function appOfDeletionCode(
  { db, keyed }: { readonly db: Db; readonly keyed: KeyedHash },
  accountId: string | null,
  code: string,
): Promise<string | null> {
  const stored = await readDeletionCode(db, accountId)
  const matches = matchesDeletionCode(keyed, accountId ?? '', code, stored?.hash ?? '')
  return stored !== null && matches ? stored.appId : null
}
