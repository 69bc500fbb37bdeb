import { maskEmail } from '../../../views/format.ts'
import { outcomePage } from '../../../views/pages/registrar/outcome.ts'
import { requestPage, requestsPage, type ShownRequest } from '../../../views/pages/registrar/requests.ts'
import { deskTexts } from '../../../views/texts/registrar.ts'
import { HttpProblem } from '../../http/http-problem.ts'
import { approve, refuseRequest } from '../acts/decide.ts'
import { isOwnRecord, openCustomer } from '../customers/customer.ts'
import { readCustomer } from '../customers/store.ts'
import type { DeskDependencies } from '../desk.ts'
import { deskOf, type Visitor } from '../guard.ts'
import { type Request, waitingRequest, waitingRequests } from '../requests/request.ts'
import { deskFrame, show } from './desk-frame.ts'
import { showRefusal } from './outcome.ts'

/** What waits at the clerk's office. */
export async function requestsGet(deps: DeskDependencies, visitor: Visitor): Promise<void> {
  const waiting = await waitingRequests(deps, deskOf(visitor).office.id)
  const shown = await Promise.all(waiting.map((request) => toShown(deps, visitor, request)))
  const requests = shown.filter((request) => request !== null)
  show(visitor.ctx, requestsPage(await deskFrame(deps, visitor), { requests }))
}

export async function requestGet(deps: DeskDependencies, visitor: Visitor, id: string): Promise<void> {
  const request = await waitingRequest(deps, deskOf(visitor).office.id, id)
  const shown = request === null ? null : await toShown(deps, visitor, request)
  if (shown === null) throw gone()
  show(visitor.ctx, requestPage(await deskFrame(deps, visitor), { request: shown }))
}

export async function requestPost(deps: DeskDependencies, visitor: Visitor, id: string): Promise<void> {
  const decision = { desk: deskOf(visitor), requestId: id }
  const approves = visitor.form['action'] === 'approve'
  const outcome = approves ? await approve(deps, decision) : await refuseRequest(deps, decision)
  if (!outcome.ok && outcome.refusal === 'not_found') throw gone()
  if (!outcome.ok) return await showRefusal(deps, visitor, outcome.refusal, null)
  const frame = await deskFrame(deps, visitor)
  const { approved, refused } = deskTexts(frame.language).requests
  show(visitor.ctx, outcomePage(frame, { how: 'done', text: approves ? approved : refused, visitId: null }))
}

/** Null where the account is gone, or is the clerk's own: they neither see nor decide what is asked for it. */
async function toShown(deps: DeskDependencies, { clerk }: Visitor, request: Request): Promise<ShownRequest | null> {
  const row = request.subjectAccountId === null ? null : await readCustomer(deps.db, request.subjectAccountId)
  if (row !== null && isOwnRecord(clerk, row)) return null
  const customer = row === null ? null : await openCustomer(deps, deps.db, row)
  const identity = 'identity' in request.asked ? request.asked.identity : customer?.identity
  if (identity === undefined) return null
  return {
    id: request.id,
    kind: request.kind,
    caseId: request.asked.caseId,
    reason: request.asked.reason,
    requestedBy: request.requestedByName,
    requestedAt: request.requestedAt,
    expiresAt: request.expiresAt,
    name: `${identity.family_name} ${identity.given_name}`,
    birthdate: identity.birthdate,
    username: request.kind === 'register' ? request.asked.username : null,
    oldEmail: request.kind === 'correct_email' && customer !== null ? maskEmail(customer.email) : null,
    newEmail: 'email' in request.asked ? request.asked.email : null,
    own: request.requestedBy === clerk.accountId,
  }
}

function gone(): HttpProblem {
  return new HttpProblem(404, 'E-DESK-06', 'no such request waits at this office')
}
