import type { Db } from '../../database/connect.ts'
import { inTransaction } from '../../database/transaction.ts'
import { endSession, type SessionDependencies } from './session-model.ts'
import { expiredSessions } from './store.ts'

/**
 * Ends at most `limit` sessions whose time is over, as any other end would: with their audit rows and logout tokens.
 * Tells how many it found; one that was used in the meantime stays.
 */
export async function endExpiredSessions(
  limit: number,
  deps: Pick<SessionDependencies, 'clock' | 'audit'> & { readonly db: Db },
): Promise<number> {
  const uids = await expiredSessions(deps.db, deps.clock.now(), limit)
  for (const uid of uids) await inTransaction(deps.db, (transaction) => endSession(transaction, uid, 'expired', deps))
  return uids.length
}
