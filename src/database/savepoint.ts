import { sql } from 'kysely'
import { DatabaseError } from 'pg'
import type { Transaction } from './transaction.ts'

const UNIQUE_VIOLATION = '23505'

/**
 * Does a part of a transaction whole or not at all: where the work answers null, or another transaction was faster with
 * a value that only one may have, everything it did is undone, null is answered, and the transaction goes on.
 */
export async function orUndone<T>(transaction: Transaction, work: () => Promise<T | null>): Promise<T | null> {
  await sql`savepoint part`.execute(transaction)
  try {
    const result = await work()
    if (result !== null) {
      await sql`release savepoint part`.execute(transaction)
      return result
    }
  } catch (error) {
    if (!(error instanceof DatabaseError && error.code === UNIQUE_VIOLATION)) throw error
  }
  await sql`rollback to savepoint part`.execute(transaction)
  await sql`release savepoint part`.execute(transaction)
  return null
}
