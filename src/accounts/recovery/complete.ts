import { orUndone } from '../../database/savepoint.ts'
import type { Transaction } from '../../database/transaction.ts'
import { stateAt } from '../life/life-account.ts'
import { recordAct } from '../record-act.ts'
import { isLosable } from './losable.ts'
import { mailBoth } from './mail-both.ts'
import type { RecoveryDependencies } from './dependencies.ts'
import * as store from './store.ts'

/**
 * Takes the lost factor away, with sessions, audit and notices, whole or not at all. False where it cannot be done: it
 * has ended, the factor is gone, or the account did not stand as it must when the wait was over. The account is locked.
 */
export async function completeRecovery(
  deps: RecoveryDependencies,
  transaction: Transaction,
  { id, accountId, factor, effectiveAt }: store.OpenRecovery,
  account: store.RecoveringAccount,
): Promise<boolean> {
  if (!isLosable(factor) || stateAt(account.life, effectiveAt) !== 'ACTIVE') return false
  const now = deps.clock.now()
  const completed = await orUndone(transaction, async () => {
    // In the order in which a sign-in takes them: the sign-ins, the factor, and the recovery last, which decides
    await deps.endAccess(transaction, accountId)
    if (!(await deps.removeFactor(transaction, accountId, factor))) return null
    return (await store.completeRecovery(transaction, id, now)) ? true : null
  })
  if (completed === null) return false
  const by = { actor: { type: 'system', id: null } } as const
  const removed = { event: 'factor.removed', reason: factor, detail: { by: 'waiting_period' } } as const
  await recordAct(deps.audit, transaction, { ...removed, at: now, accountId }, by)
  await recordAct(deps.audit, transaction, { event: 'recovery.completed', at: now, accountId, reason: factor }, by)
  await mailBoth(deps, transaction, accountId, { template: 'recovery-done', props: { way: factor } })
  return true
}
