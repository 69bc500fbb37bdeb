import { inTransaction } from '../database/transaction.ts'
import type { Reply } from '../factors/factor.ts'
import { confirmAccountPage } from '../../views/pages/confirm-account.ts'
import { switchAccountPage } from '../../views/pages/switch-account.ts'
import { maskName } from '../../views/format.ts'
import type { BrowserSession } from './asked.ts'
import type { SignInDependencies } from './dependencies.ts'
import { lockSignIn, NO_PROGRESS, saveProgress, type Progress } from './store.ts'
import { decideFor, goHome, show, stepFrame, type Visit } from './visit.ts'

/** `GET …/switch-account`: one browser, two people. Who is signed in is masked; who is only named is shown as sent. */
export async function switchGet(deps: SignInDependencies, visit: Visit): Promise<void> {
  const { step } = visit.decision
  const { session, loginHint } = visit.request
  if (step.kind !== 'switch_account' || session === null) return goHome(visit)
  const { accountId } = visit.row.progress
  const proved = accountId !== null && accountId !== session.accountId
  const arriving = proved
    ? { text: await deps.nameOf(accountId), proved: true }
    : loginHint === null
      ? null
      : { text: loginHint, proved: false }
  show(
    visit,
    switchAccountPage(stepFrame(deps, visit), {
      ...(await whoIsSignedIn(deps, visit, session)),
      arriving,
      stayPossible: step.stayPossible,
    }),
  )
}

/**
 * `POST` of the same page. `switch` ends the first person's session in one transaction and then goes on: whenever we
 * die, the first person is fully in or fully out, and the second can finish or start again. `stay` drops all that the
 * second person did here, and the first proves themselves again.
 */
export async function switchPost(deps: SignInDependencies, visit: Visit, reply: Reply): Promise<void> {
  const { step } = visit.decision
  const session = sessionShown(deps, visit, reply)
  if (step.kind !== 'switch_account' || session === null) return goHome(visit)
  if (reply['action'] === 'switch') {
    await deps.requests.endSession(visit.request, visit.row.progress.accountId)
  } else if (reply['action'] === 'stay' && step.stayPossible) {
    const { accountId } = session
    // Which undoes a disowning, too
    await change(deps, visit, 'switch_account', ({ rounds }) => ({ ...NO_PROGRESS, rounds, accountId }))
  }
  goHome(visit)
}

/** `GET …/confirm-account`: names the account before going on. */
export async function confirmGet(deps: SignInDependencies, visit: Visit): Promise<void> {
  const { session } = visit.request
  if (visit.decision.step.kind !== 'confirm_account' || session === null) return goHome(visit)
  show(visit, confirmAccountPage(stepFrame(deps, visit), await whoIsSignedIn(deps, visit, session)))
}

/** `POST` of the same page: go on as this person, or let another one sign in. */
export async function confirmPost(deps: SignInDependencies, visit: Visit, reply: Reply): Promise<void> {
  const session = sessionShown(deps, visit, reply)
  if (visit.decision.step.kind !== 'confirm_account' || session === null) return goHome(visit)
  if (reply['action'] === 'continue') {
    const confirmedAccountId = session.accountId
    await change(deps, visit, 'confirm_account', (progress) => ({ ...progress, confirmedAccountId }))
  } else if (reply['action'] === 'switch') {
    await deps.requests.endSession(visit.request, null)
  }
  goHome(visit)
}

/**
 * `action=switch` of a page that names somebody: whoever sits here is not them. Ends nothing: what was proved here is
 * dropped, and where a session lives, the page above asks who goes on.
 */
export async function disown(deps: SignInDependencies, visit: Visit): Promise<void> {
  const disownedAccountId = visit.request.session?.accountId ?? null
  await inTransaction(deps.db, async (transaction) => {
    const { progress } = await lockSignIn(transaction, visit.key)
    await saveProgress(transaction, visit.request.cid, { ...NO_PROGRESS, rounds: progress.rounds, disownedAccountId })
  })
  goHome(visit)
}

async function whoIsSignedIn(deps: SignInDependencies, visit: Visit, session: BrowserSession) {
  const [name, services] = await Promise.all([deps.nameOf(session.accountId), deps.servicesOf(session.uid)])
  const shown = deps.formTokens.issue(bindingOf(visit, session))
  return { signedIn: maskName(name), services, hidden: { shown } }
}

/**
 * The session that the page spoke of, if it is still this browser's: a stale tab never ends, or goes on as, a session
 * that its reader has not seen.
 */
function sessionShown({ formTokens }: SignInDependencies, visit: Visit, reply: Reply): BrowserSession | null {
  const { session } = visit.request
  if (session === null) return null
  return formTokens.verify(bindingOf(visit, session), reply['shown'] ?? '') ? session : null
}

function bindingOf({ request }: Visit, { uid }: BrowserSession): string {
  return `${request.uid} ${uid}`
}

/** Changes the progress if the step is still the one that was shown. */
async function change(
  deps: SignInDependencies,
  visit: Visit,
  kind: 'switch_account' | 'confirm_account',
  to: (progress: Progress) => Progress,
): Promise<void> {
  await inTransaction(deps.db, async (transaction) => {
    const row = await lockSignIn(transaction, visit.key)
    if (decideFor(deps, visit.request, row).step.kind !== kind) return
    await saveProgress(transaction, visit.request.cid, to(row.progress))
  })
}
