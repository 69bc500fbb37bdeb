/**
 * What an account leaves behind when something ends all of it at once: a suspension, a new password, an administrator,
 * the person from another device. `app.ts` and `command-line.ts` hand these to whoever decides so.
 */
import type { Actor } from '../../audit/event.ts'
import type { Transaction } from '../../database/transaction.ts'
import { dropSignInsOf } from '../../sign-in/store.ts'
import { endSession, type SessionDependencies } from './session-model.ts'
import { deleteGrantsOf, lockSessionsOf, sessionExists, type EndReason } from './store.ts'

/** Why, by whom, and what stays. */
export interface EndingOf {
  readonly reason: EndReason
  /** Whose act the audit says it was. */
  readonly by: Actor
  /** In their own words; kept sealed. */
  readonly note?: string
  /** The uid of a session that stays: the one from which the person asks. */
  readonly except?: string
  /** The `cid` of a sign-in that goes on: the one in which it happens. */
  readonly exceptSignIn?: string
}

type Dependencies = Pick<SessionDependencies, 'clock' | 'audit'>

/** Ends one session, as somebody else than its person. False where it has ended, null where none has this uid. */
export async function endSessionByUid(
  transaction: Transaction,
  uid: string,
  { reason, by, note }: Pick<EndingOf, 'reason' | 'by' | 'note'>,
  { clock, audit }: Dependencies,
): Promise<boolean | null> {
  if (!(await sessionExists(transaction, uid))) return null
  return endSession(transaction, uid, reason, { clock, audit, by, ...(note === undefined ? {} : { note }) })
}

/**
 * Ends all living sessions of an account, in every browser, each with its audit row and logout tokens; what was issued
 * in them is revoked. Its sign-ins under way lose their proofs, and none that is finishing at this moment gets a
 * session: the caller's change comes before them or after. Answers the uids it ended.
 */
export async function endSessionsOf(
  transaction: Transaction,
  accountId: string,
  { except, exceptSignIn, ...ending }: EndingOf,
  { clock, audit }: Dependencies,
): Promise<string[]> {
  // First: a sign-in that is finishing holds its row until its session is there to be ended
  await dropSignInsOf(transaction, accountId, exceptSignIn ?? null)
  const ended: string[] = []
  for (const uid of await lockSessionsOf(transaction, accountId)) {
    if (uid !== except && (await endSessionByUid(transaction, uid, ending, { clock, audit })) === true) ended.push(uid)
  }
  return ended
}

/**
 * Revokes an account's grants with every code and token under them, those that outlive their session, too; the grants of
 * the session `except` stay. Each leaves its audit row. Answers how many there were.
 */
export async function revokeGrantsOf(
  transaction: Transaction,
  accountId: string,
  { reason, by, note, except }: Omit<EndingOf, 'exceptSignIn'>,
  { clock, audit }: Dependencies,
): Promise<number> {
  const revoked = await deleteGrantsOf(transaction, accountId, except ?? null)
  for (const { clientId } of revoked) {
    await audit.record(transaction, {
      event: 'grant.revoked',
      at: clock.now(),
      outcome: 'success',
      actor: by,
      subjectAccountId: accountId,
      ...(clientId === null ? {} : { clientId }),
      reason,
      ...(note === undefined ? {} : { detail: { note } }),
    })
  }
  return revoked.length
}
