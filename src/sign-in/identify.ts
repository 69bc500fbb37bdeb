import { endedWays } from '../assurance/ended-ways.ts'
import type { FactorId } from '../assurance/event.ts'
import { inTransaction } from '../database/transaction.ts'
import type { Reply } from '../factors/factor.ts'
import { formError } from '../../views/texts/errors.ts'
import { identifyPage } from '../../views/pages/identify.ts'
import { attempt } from './attempt.ts'
import type { Attempt } from './submitted.ts'
import { ceremonyOf, type SignInDependencies } from './dependencies.ts'
import { notOffered, whyNotOffered } from './not-offered.ts'
import { closedIn, offerOf } from './offer.ts'
import { lockSignIn, saveProgress, type SignInRow } from './store.ts'
import { showThrottled } from './throttled.ts'
import { decideFor, goHome, guideOf, homeOf, seeOther, show, stepFrame, type Visit } from './visit.ts'

/** The factor asked on the same page as the user name. */
export const BESIDE_THE_NAME: FactorId = 'password'

/** The tick of somebody at a computer that others use, too. */
const SHARED = 'shared'

/** What was typed, to be shown again. */
type Typed = Readonly<Record<string, string>>

/** `GET …/identify`: user name and password together, and a button for each method that tells by itself who it is. */
export function identifyGet(deps: SignInDependencies, visit: Visit): void {
  if (visit.decision.step.kind !== 'identify') return goHome(visit)
  show(visit, page(deps, visit, { typed: visit.row.progress.shared ? { [SHARED]: 'yes' } : {} }))
}

/** The same with what was typed, but never a password. */
export function identifyAgain(deps: SignInDependencies, visit: Visit, reply: Reply): void {
  show(visit, page(deps, visit, { typed: typedIn(reply) }))
}

/** `POST …/identify`. Nothing in the answer, or in its time, tells a wrong password from a name that nobody has. */
export async function identifyPost(deps: SignInDependencies, visit: Visit, reply: Reply): Promise<void> {
  const { step } = visit.decision
  const chosen = reply['factor']
  const asked = chosen === undefined ? null : ({ factor: chosen, purpose: 'authenticate' } as const)
  if (asked !== null && whyNotOffered(deps, visit, asked) !== null) return notOffered(deps, visit, asked)
  if (chosen !== undefined && closedIn(deps, visit).has(chosen))
    return again(deps, visit, typedIn(reply), 'E-LOGIN-05', null, 409)
  if (chosen !== undefined && step.kind === 'identify' && step.factors.includes(chosen)) {
    await rememberTick(deps, visit, SHARED in typedIn(reply))
    return seeOther(visit.ctx, `${homeOf(visit.request)}/authenticate/${chosen}`)
  }
  const username = reply['username'] ?? ''
  // A page left open while somebody signed in elsewhere, and nothing said on it: there is nothing to prove
  if (step.kind !== 'identify' && username.trim() === '') return goHome(visit)
  const typed = typedIn(reply)
  const account = username.trim() === '' ? null : await deps.findAccount(username, visit.request.browser)
  const ceremony = ceremonyOf(deps.factors, BESIDE_THE_NAME, 'authenticate')
  if (ceremony === null || !mayIdentify(deps, visit, visit.row, account)) return goHome(visit)
  if (username.trim() === '') return again(deps, visit, typed, 'E-USERNAME-01', 'username')
  if ((reply['password'] ?? '') === '') return again(deps, visit, typed, 'E-PASSWORD-01', 'password')

  const tried: Attempt = {
    factor: BESIDE_THE_NAME,
    purpose: 'authenticate',
    ceremony,
    accountId: account?.id ?? null,
    knownDevice: account?.knownDevice ?? null,
    passwordOpen: account?.passwordOpen ?? false,
    countedOn: deps.usernameKey(username),
    username,
    reply,
    shared: SHARED in typed,
    isExpected: (row) => mayIdentify(deps, visit, row, account),
  }
  const outcome = await attempt(deps, visit, tried)
  if (outcome.kind === 'home' || outcome.kind === 'next_page') return goHome(visit)
  if (outcome.kind === 'throttled') {
    return showThrottled(deps, visit, outcome.refusal, (error) => page(deps, visit, { typed, error }))
  }
  again(deps, visit, typed, outcome.text, outcome.field)
}

/** Said here, though somebody is named only on the method's own pages. */
async function rememberTick(deps: SignInDependencies, visit: Visit, shared: boolean): Promise<void> {
  if (shared === visit.row.progress.shared) return
  await inTransaction(deps.db, async (transaction) => {
    const row = await lockSignIn(transaction, visit.key)
    if (decideFor(deps, visit.request, row).step.kind !== 'identify') return
    await saveProgress(transaction, visit.request.cid, { ...row.progress, shared })
  })
}

function typedIn(reply: Reply): Typed {
  return { username: reply['username'] ?? '', ...(reply[SHARED] === undefined ? {} : { [SHARED]: 'yes' }) }
}

/**
 * Whether who submits this page may say who they are. Also where somebody began a session in another tab since it was
 * shown, and where this sign-in has gone on under another name: whoever types a name and a password here does not ask
 * to go on as somebody else. The same name sent again changes nothing.
 */
function mayIdentify(
  deps: SignInDependencies,
  { request }: Visit,
  row: SignInRow,
  typed: { readonly id: string } | null,
): boolean {
  const { kind } = decideFor(deps, request, row).step
  if (kind === 'identify' || kind === 'refuse') return kind === 'identify'
  const named = row.progress.accountId
  return named === null ? request.session !== null : named !== typed?.id
}

function again(
  deps: SignInDependencies,
  visit: Visit,
  typed: Typed,
  code: Parameters<typeof formError>[1],
  field: string | null,
  status = 422,
) {
  const error = formError(visit.language, code, { field })
  show(visit, page(deps, visit, { typed, error }), status)
}

function page(
  deps: SignInDependencies,
  visit: Visit,
  { typed = {}, error = null }: { typed?: Typed; error?: ReturnType<typeof formError> | null },
): string {
  const { step } = visit.decision
  const { factors, marks } = offerOf(deps, visit, step.kind === 'identify' ? step.factors : [])
  return identifyPage(stepFrame(deps, visit, { error, values: typed }), {
    username: visit.request.loginHint ?? '',
    factors: factors.filter((id) => id !== BESIDE_THE_NAME),
    marks,
    guide: guideOf(visit.request),
    ended: endedWays(deps.policy, deps.clock.now()),
    sharedIdle: deps.sharedIdle,
  })
}
