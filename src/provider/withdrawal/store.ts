import { sql } from 'kysely'
import type { Transaction } from '../../database/transaction.ts'

/** Deletes what a person agreed to at one client; tells how many rows there were. */
export async function deleteConsents(transaction: Transaction, accountId: string, clientId: string): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from consents where account_id = ${accountId} and client_id = ${clientId}`.execute(transaction)
  return Number(numAffectedRows ?? 0)
}

/** Deletes the grants of one client with every code and token under them; tells how many grants there were. */
export async function deleteGrantsAt(transaction: Transaction, accountId: string, clientId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with gone as (
      delete from oidc_items
      where account_id = ${accountId} and client_id = ${clientId} and model not in ('Interaction', 'Session')
      returning model
    )
    select count(*)::int as count from gone where model = 'Grant'`.execute(transaction)
  return rows[0]?.count ?? 0
}
