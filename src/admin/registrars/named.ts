import { accountFacts, findAccountByUsername } from '../../accounts/store.ts'
import type { Db } from '../../database/connect.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { Registrar } from '../../offices/office.ts'
import { findRegistrar, listOffices } from '../../offices/store.ts'
import { type Refused, refused } from '../outcome.ts'

/** The registrar of a user name, or why there is none. */
export async function namedRegistrar(
  db: Db | Transaction,
  username: string,
): Promise<{ readonly registrar: Registrar } | Refused> {
  const account = await findAccountByUsername(db, username)
  const registrar = account === null ? null : await findRegistrar(db, account.id)
  return registrar === null ? refused('notFound', `no registrar ${username}`) : { registrar }
}

/** The account that may become a registrar, or why it may not: it must be one that can sign in. */
export async function activeAccount(
  db: Db | Transaction,
  username: string,
): Promise<{ readonly id: string; readonly username: string } | Refused> {
  const account = await findAccountByUsername(db, username)
  if (account === null) return refused('notFound', `no account ${username}`)
  const facts = await accountFacts(db, account.id)
  if (facts?.state !== 'ACTIVE')
    return refused('conflict', `${username} is ${facts?.state ?? 'gone'}: only an active account can act at a desk`)
  return account
}

/** Offices that are not there or closed, as a refusal; null where all are open. */
export async function refuseOffices(db: Db | Transaction, ids: readonly string[]): Promise<Refused | null> {
  const open = new Set((await listOffices(db)).filter(({ active }) => active).map(({ id }) => id))
  const unknown = ids.filter((id) => !open.has(id))
  return unknown.length === 0 ? null : refused('notFound', `no open office ${unknown.join(', ')}`)
}
