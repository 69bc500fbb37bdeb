import type { Transaction } from '../database/transaction.ts'
import type { AuditRow } from './authenticate.ts'

/** In the transaction of the change it tells of: if this fails, nothing happened. */
export async function insertEvent(transaction: Transaction, row: AuditRow): Promise<void> {
  await transaction.insertInto('audit_events').values(row).execute()
}
