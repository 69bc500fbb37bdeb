import { accountFacts, findAccountByUsername } from '../../accounts/store.ts'
import type { Db } from '../../database/connect.ts'
import { refused, type Refused } from '../outcome.ts'

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

/** The account that an administrator names by its id or its user name; null where there is none. */
export async function findAccount(
  db: Db,
  name: string,
): Promise<{ readonly id: string; readonly username: string } | null> {
  return (UUID.test(name) ? await accountFacts(db, name) : null) ?? (await findAccountByUsername(db, name))
}

export function noSuchAccount(name: string): Refused {
  return refused('notFound', `no account has the id or user name ${name}`)
}
