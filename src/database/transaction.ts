import type { Kysely } from 'kysely'
import type { Db } from './connect.ts'
import type { Database } from './schema.ts'

/** An open transaction, handed down by whoever opened it; stores take it and never open their own. */
export type Transaction = Kysely<Database>

/** Commits what the work did when it returns, and undoes all of it when it throws. */
export function inTransaction<T>(db: Db, work: (transaction: Transaction) => Promise<T>): Promise<T> {
  return db.transaction().execute(work)
}
