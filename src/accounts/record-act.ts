import type { Audit, AuditEvent } from '../audit/record.ts'
import type { Transaction } from '../database/transaction.ts'
import type { ActedBy } from './life/account-life.ts'

/** What happened to an account, without who did it. */
export interface Act extends Pick<AuditEvent, 'event' | 'at'> {
  readonly accountId: string
  readonly outcome?: AuditEvent['outcome']
  readonly reason?: string
  readonly detail?: AuditEvent['detail']
}

/** Records an act on an account with who did it, from where, and at which office; in the transaction that does it. */
export async function recordAct(
  audit: Audit,
  transaction: Transaction,
  { event, at, accountId, outcome = 'success', reason, detail }: Act,
  { actor, address, requestId, clientId, sessionUid, office, caseId }: ActedBy,
): Promise<void> {
  const told = {
    ...detail,
    ...(office === undefined ? {} : { officeName: office.name, officeId: office.id }),
    ...(office === undefined || caseId === undefined ? {} : { caseId }),
  }
  await audit.record(transaction, {
    event,
    at,
    outcome,
    actor,
    subjectAccountId: accountId,
    ...(reason === undefined ? {} : { reason }),
    ...(address === undefined ? {} : { address }),
    ...(requestId === undefined ? {} : { requestId }),
    ...(clientId === undefined ? {} : { clientId }),
    ...(sessionUid === undefined ? {} : { sessionUid }),
    ...(Object.keys(told).length === 0 ? {} : { detail: told }),
  })
}
