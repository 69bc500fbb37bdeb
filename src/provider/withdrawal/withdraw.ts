import type { AuditEvent } from '../../audit/record.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { SessionDependencies } from '../sessions/session-model.ts'
import { deleteConsents, deleteGrantsAt } from './store.ts'

/**
 * Takes back what a person let one service have: it is asked again at the next sign-in, and its tokens are good no
 * more. False where the service had nothing of this account, also for an id that belongs to nobody.
 */
export async function withdrawConsent(
  transaction: Transaction,
  by: Pick<AuditEvent, 'actor' | 'requestId' | 'address' | 'sessionUid'> & { accountId: string; clientId: string },
  { clock, audit }: Pick<SessionDependencies, 'clock' | 'audit'>,
): Promise<boolean> {
  const { accountId, clientId, ...who } = by
  const consents = await deleteConsents(transaction, accountId, clientId)
  const grants = await deleteGrantsAt(transaction, accountId, clientId)
  if (consents + grants === 0) return false
  const what = { at: clock.now(), outcome: 'success', subjectAccountId: accountId, clientId, ...who } as const
  await audit.record(transaction, { ...what, event: 'consent.withdrawn' })
  for (let left = grants; left > 0; left -= 1) {
    await audit.record(transaction, { ...what, event: 'grant.revoked', reason: 'consent_withdrawn' })
  }
  return true
}
