/**
 * A code sent to the identification address (seed 004's Ügyfélkapu+ with an e-mailed code). Owns the codes that are
 * out and who enrolled; leaves to others how often one is sent, and what the mail looks like.
 */
import type { EpochSeconds } from '../../assurance/event.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { Factor } from '../factor.ts'
import { createCodeCeremony, type EmailCodeDeps } from './ceremony.ts'
import { insertEmailCodeAuthenticator, readEnrolledAt, removeEmailCodeAuthenticator } from './store.ts'

export function createEmailCodeFactor(deps: EmailCodeDeps): Factor {
  return {
    id: 'email-code',
    // RFC 8176 has no value for it: our own, so that a service may refuse it.
    amr: ['email'],
    async authenticators(accountId, within) {
      const enrolledAt = await readEnrolledAt(within ?? deps.db, accountId)
      return enrolledAt === null ? [] : [{ id: accountId, createdAt: enrolledAt }]
    },
    authentication: createCodeCeremony(deps, 'email-code', 'authenticate'),
    enrolment: createCodeCeremony(deps, 'email-code', 'enrol'),
    health: async (now) => ((await deps.isMailFailing(now)) ? 'failing' : 'ok'),
    remove: (transaction, accountId) => removeEmailCodeAuthenticator(transaction, accountId),
  }
}

/** Makes the account a holder without a ceremony: demonstration data, the office desk. */
export async function holdEmailCode(
  transaction: Transaction,
  accountId: string,
  enrolledAt: EpochSeconds,
): Promise<void> {
  await insertEmailCodeAuthenticator(transaction, accountId, enrolledAt)
}
