/**
 * Recovery of a lost factor by a waiting period: it is taken away once the wait is over, unless somebody cancels. That is
 * worth something only because a second address is told, which a thief of the password and of the identification mailbox
 * need not read; so it does not start without one. Owns when it may start, what ends it, its link and its notices; the
 * factors, the sessions and who asks are others'.
 */
import type { FactorId, Seconds } from '../../assurance/event.ts'
import type { Db } from '../../database/connect.ts'
import { inTransaction, type Transaction } from '../../database/transaction.ts'
import type { EpochSeconds } from '../../system/clock.ts'
import { sha256 } from '../../system/hashing.ts'
import { randomId, randomUuid } from '../../system/random.ts'
import type { ActedBy } from '../life/account-life.ts'
import { recordAct } from '../record-act.ts'
import { usernameKey } from '../username.ts'
import { completeRecovery } from './complete.ts'
import type { CancelledBy, RecoveryDependencies } from './dependencies.ts'
import { isLosable, type LosableFactor } from './losable.ts'
import { mailBoth } from './mail-both.ts'
import { refusalToStart } from './refusal.ts'
import * as store from './store.ts'

export interface Recoveries {
  /** How long it takes and what it asks for, in seconds; null where it is not offered. */
  readonly offered: { readonly waiting: Seconds; readonly noticeAge: Seconds; readonly mailHold: Seconds } | null
  /**
   * Starts one for somebody who has proved the password and read the identification mailbox. False where the rules do not
   * allow it or one is under way, which the caller must not tell; the audit does.
   */
  start(transaction: Transaction, accountId: string, factor: FactorId, by: ActedBy): Promise<boolean>
  /** The link of the notice. False for one that is good no more. */
  cancelByLink(transaction: Transaction, token: string, by: ActedBy): Promise<boolean>
  /** By its owner, who is signed in. False where nothing waits. */
  cancel(transaction: Transaction, accountId: string, by: ActedBy): Promise<boolean>
  /** Somebody proved or set up this factor, so nobody has lost it. The caller holds a sign-in's lock. */
  factorUsed(transaction: Transaction, accountId: string, factor: FactorId): Promise<void>
  /** Something that it rests on has changed. One whose wait was over by then is completed first, as on time. */
  overtaken(transaction: Transaction, accountId: string, why: CancelledBy): Promise<void>
  /** The one under way; null where there is none. */
  underWay(
    db: Db | Transaction,
    accountId: string,
  ): Promise<{ readonly factor: LosableFactor; readonly effectiveAt: EpochSeconds } | null>
  /** Ends at most so many whose wait is over, each in a transaction; tells how many it found. */
  completeDue(limit: number): Promise<number>
  /** The same for the account of this user name: a sign-in does not wait for the job. */
  completeDueOf(username: string): Promise<void>
}

export function createRecoveries(deps: RecoveryDependencies): Recoveries {
  const { db, clock, audit, policy } = deps
  const { waiting, noticeAge, mailHold } = policy

  async function cancelled(
    transaction: Transaction,
    recovery: store.OpenRecovery | null,
    why: CancelledBy,
    by: ActedBy,
  ): Promise<boolean> {
    if (recovery === null || !isLosable(recovery.factor)) return false
    const { accountId, factor: way } = recovery
    const act = { event: 'recovery.cancelled', at: clock.now(), accountId, reason: why } as const
    await recordAct(audit, transaction, act, by)
    await mailBoth(deps, transaction, accountId, { template: 'recovery-cancelled', props: { way, why } })
    return true
  }

  /** Once: done, or cancelled where it cannot be done. */
  async function settle(transaction: Transaction, recovery: store.OpenRecovery): Promise<void> {
    const account = await store.lockAccount(transaction, recovery.accountId)
    if (account === null) return
    if (waiting !== null && (await completeRecovery(deps, transaction, recovery, account))) return
    if (!(await store.cancelOpen(transaction, recovery.id, clock.now()))) return
    await cancelled(transaction, recovery, waiting === null ? 'switched_off' : 'no_longer_possible', BY_THE_CLOCK)
  }

  return {
    offered: waiting === null ? null : { waiting, noticeAge, mailHold },
    async start(transaction, accountId, factor, by) {
      const now = clock.now()
      const account = await store.lockAccount(transaction, accountId)
      if (account === null) return false
      const refusal = await refusalToStart(deps, transaction, { accountId, account, factor }, now)
      const [id, token] = [randomUuid(), randomId()]
      const effectiveAt = now + (waiting ?? 0)
      const recovery = { id, accountId, factor, startedAt: now, effectiveAt, cancelHash: hashOf(token) }
      const { max, per } = policy.starts
      const isStarted =
        refusal === null && (await store.startRecovery(transaction, recovery, { max, since: now - per }))
      const reason = isStarted ? factor : (refusal ?? 'under_way_or_too_often')
      const outcome = isStarted ? 'success' : 'failure'
      await recordAct(audit, transaction, { event: 'recovery.started', at: now, accountId, outcome, reason }, by)
      if (!isStarted || !isLosable(factor)) return false
      const cancelUrl = `${deps.issuer}/torlokod/lemondas/${token}`
      const props = { way: factor, cancelUrl, effectiveAt }
      await mailBoth(deps, transaction, accountId, { template: 'recovery-started', props })
      return true
    },
    async cancelByLink(transaction, token, by) {
      const cancelHash = hashOf(token)
      const accountId = await store.accountOfLink(transaction, cancelHash)
      if (accountId === null || (await store.lockAccount(transaction, accountId)) === null) return false
      return await cancelled(transaction, await store.cancelByLink(transaction, cancelHash, clock.now()), 'link', by)
    },
    async cancel(transaction, accountId, by) {
      if ((await store.lockAccount(transaction, accountId)) === null) return false
      return await cancelled(transaction, await store.cancelWaiting(transaction, accountId, clock.now()), 'owner', by)
    },
    async factorUsed(transaction, accountId, factor) {
      // Where none can start, no sign-in asks for one: what was under way when that was decided, the job cancels
      if (waiting === null || !isLosable(factor)) return
      const recovery = await store.cancelOfFactor(transaction, { accountId, factor }, clock.now())
      await cancelled(transaction, recovery, 'factor_used', { actor: { type: 'person', id: accountId } })
    },
    async overtaken(transaction, accountId, why) {
      const recovery = await store.findOpen(transaction, accountId)
      if (recovery === null) return
      if (recovery.effectiveAt < clock.now()) return await settle(transaction, recovery)
      const left = await store.cancelWaiting(transaction, accountId, clock.now())
      await cancelled(transaction, left, why, BY_THE_CLOCK)
    },
    async underWay(where, accountId) {
      const recovery = await store.findOpen(where, accountId)
      if (recovery === null || !isLosable(recovery.factor)) return null
      return { factor: recovery.factor, effectiveAt: recovery.effectiveAt }
    },
    async completeDue(limit) {
      const due = await store.findDue(db, clock.now(), limit)
      const failures: unknown[] = []
      for (const recovery of due) {
        // One that cannot be written must not keep the clock from the others
        await inTransaction(db, (transaction) => settle(transaction, recovery)).catch((error: unknown) => {
          failures.push(error)
        })
      }
      if (failures.length > 0) throw failures[0]
      return due.length
    },
    async completeDueOf(username) {
      if (waiting === null) return
      const due = await store.findDueOf(db, usernameKey(username), clock.now())
      if (due !== null) await inTransaction(db, (transaction) => settle(transaction, due))
    },
  }
}

/** What is done by the passing of time, or follows from something else that was recorded. */
const BY_THE_CLOCK: ActedBy = { actor: { type: 'system', id: null } }

/** The link lies in the database as a hash: a copy of it cancels nothing. */
function hashOf(token: string): Buffer {
  return sha256(`recovery-cancel\0${token}`)
}
