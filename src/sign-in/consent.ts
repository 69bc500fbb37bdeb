import { inTransaction } from '../database/transaction.ts'
import type { Reply } from '../factors/factor.ts'
import { consentPage } from '../../views/pages/consent.ts'
import type { SignInDependencies } from './dependencies.ts'
import { recordConsent } from './record.ts'
import { finish } from './signed-in.ts'
import { lockSignIn, saveConsent } from './store.ts'
import { disown } from './switch-account.ts'
import { decideFor, goHome, show, stepFrame, type Visit } from './visit.ts'

/** `GET …/consent`: what the service will get, with the values. `ticked` is what was chosen before. */
export async function consentGet(deps: SignInDependencies, visit: Visit, ticked: Reply = {}): Promise<void> {
  const { account } = visit.row
  if (visit.decision.step.kind !== 'consent' || account === null) return goHome(visit)
  const { request, language } = visit
  const { claims, accountName } = await deps.claimsToShare(request, account.id, language)
  const hidden = { shown: deps.formTokens.issue(bindingOf(visit, account.id)) }
  const { purpose } = request.release
  const values = Object.fromEntries(Object.entries(ticked).filter(([name]) => name.startsWith('claim_')))
  const frame = stepFrame(deps, visit, { values, notMePossible: true })
  show(visit, consentPage(frame, { purpose, claims, accountName, hidden }))
}

function isShown({ formTokens }: SignInDependencies, visit: Visit, reply: Reply): boolean {
  const { account } = visit.row
  return account !== null && formTokens.verify(bindingOf(visit, account.id), reply['shown'] ?? '')
}

/** Whose data the page showed: nobody agrees for the person who took over in another tab since. */
function bindingOf({ request }: Visit, accountId: string): string {
  return `${request.uid} consent ${accountId}`
}

/**
 * `POST` of the same page, `action=approve`, or `switch` where it is somebody else who reads it. An optional claim that is not ticked is refused. The answer is
 * remembered for this client and exactly these claims.
 */
export async function consentPost(deps: SignInDependencies, visit: Visit, reply: Reply): Promise<void> {
  const { request } = visit
  if (reply['action'] === 'switch') return isShown(deps, visit, reply) ? disown(deps, visit) : goHome(visit)
  if (reply['action'] !== 'approve') return goHome(visit)
  const accountId = await inTransaction(deps.db, async (transaction) => {
    const row = await lockSignIn(transaction, visit.key)
    if (decideFor(deps, request, row).step.kind !== 'consent' || row.account === null) return null
    if (!deps.formTokens.verify(bindingOf(visit, row.account.id), reply['shown'] ?? '')) return null
    const { optional, attached } = request.release
    const refused = optional.filter((claim) => reply[`claim_${attached[claim] ?? claim}`] === undefined)
    await saveConsent(transaction, {
      accountId: row.account.id,
      clientId: request.service.clientId,
      claimSet: request.release.claimSet,
      refusedClaims: refused,
      at: deps.clock.now(),
    })
    await recordConsent(deps, visit, { accountId: row.account.id, refused }, transaction)
    return row.account.id
  })
  if (accountId === null) return goHome(visit)
  // A forced question (prompt=consent) is answered in this answer only, so it cannot go by way of home
  if (request.release.forced) return finish(deps, visit, accountId)
  goHome(visit)
}
