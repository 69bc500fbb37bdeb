import { inTransaction } from '../../database/transaction.ts'
import type { DeskDependencies } from '../desk.ts'
import { recordAtDesk } from '../record.ts'
import type { OnCustomer } from './on-customer.ts'

/** K12: that the receipt was shown to be printed; it holds the user name. */
export async function printReceipt(
  deps: Pick<DeskDependencies, 'db' | 'audit' | 'clock'>,
  { desk, occasion, accountId }: OnCustomer,
): Promise<void> {
  await inTransaction(deps.db, (t) =>
    recordAtDesk(deps, t, desk, { event: 'desk.receipt_printed', subjectAccountId: accountId, occasion }),
  )
}
