import type { AuditEvent } from '../audit/record.ts'
import type { Transaction } from '../database/transaction.ts'
import { actedBy, type AtDesk, type DeskDependencies, type Occasion } from './desk.ts'

/** Records what happened at the desk itself; what it did to an account is recorded where that is written. */
export async function recordAtDesk(
  { audit, clock }: Pick<DeskDependencies, 'audit' | 'clock'>,
  transaction: Transaction,
  desk: AtDesk,
  {
    occasion,
    detail,
    ...event
  }: Pick<AuditEvent, 'event' | 'detail' | 'reason'> & {
    readonly subjectAccountId?: string
    readonly outcome?: 'failure'
    readonly occasion?: Occasion
  },
): Promise<void> {
  const { actor, address, requestId, clientId, sessionUid } = actedBy(desk, occasion ?? { caseId: '', reason: '' })
  await audit.record(transaction, {
    at: clock.now(),
    outcome: 'success',
    actor,
    ...(address === undefined ? {} : { address }),
    ...(requestId === undefined ? {} : { requestId }),
    ...(clientId === undefined ? {} : { clientId }),
    ...(sessionUid === undefined ? {} : { sessionUid }),
    ...event,
    detail: {
      officeId: desk.office.id,
      officeName: desk.office.names.hu,
      ...(occasion === undefined ? {} : { caseId: occasion.caseId, reason: occasion.reason }),
      ...detail,
    },
  })
}
