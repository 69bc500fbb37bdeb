import { visitPage } from '../../../views/desk-pages.ts'
import { comparePage, nameTemporaryPage } from '../../../views/pages/registrar/finalise.ts'
import { outcomePage } from '../../../views/pages/registrar/outcome.ts'
import { deskTexts } from '../../../views/texts/registrar.ts'
import { plainFrame } from '../../http/frame.ts'
import { HttpProblem } from '../../http/http-problem.ts'
import { canFinalise } from '../../offices/office.ts'
import { finalise, refuseFinalisation } from '../acts/finalise.ts'
import { nameTemporary } from '../acts/name-temporary.ts'
import { differences } from '../customers/differences.ts'
import { openCustomer } from '../customers/customer.ts'
import { readCustomer } from '../customers/store.ts'
import type { DeskDependencies } from '../desk.ts'
import { deskOf, type Visitor } from '../guard.ts'
import type { Visit } from '../visits/visit.ts'
import { deskFrame, seeOther, show } from './desk-frame.ts'
import { plain, readNaturalIdentity, readOccasion, readShownDocument, tick } from './fields.ts'
import { showRefusal, showWaiting } from './outcome.ts'

/** K4: both names, blind. */
export async function nameGet(deps: DeskDependencies, visitor: Visitor): Promise<void> {
  if (!canFinalise(deskOf(visitor).office.type)) return await showRefusal(deps, visitor, 'office_may_not', null)
  show(visitor.ctx, nameTemporaryPage(await deskFrame(deps, visitor)))
}

export async function namePost(deps: DeskDependencies, visitor: Visitor): Promise<void> {
  const { ctx, form } = visitor
  const { language } = plainFrame(ctx)
  const words = deskTexts(language)
  const [username, email] = [plain(form['username']), plain(form['email'])]
  const document = readShownDocument(form, language)
  const identity = readNaturalIdentity(deps, form, language)
  const occasion = readOccasion(form, language)
  const faults = [
    ...(username === '' ? [{ field: 'username', text: words.faults.username }] : []),
    ...(email === '' ? [{ field: 'email', text: words.faults.email }] : []),
    ...[document, identity, occasion].flatMap((part) => part.faults),
  ]
  if (faults.length > 0 || document.value === null || identity.value === null || occasion.value === null)
    return show(ctx, nameTemporaryPage(await deskFrame(deps, visitor, faults)), 422)
  const shown = { identity: identity.value, document: document.value }
  const named = await nameTemporary(deps, { desk: deskOf(visitor), occasion: occasion.value, username, email, shown })
  if (named.ok) return seeOther(ctx, visitPage(named.visitId, 'osszevetes'))
  if (named.refusal !== 'not_found') return await showRefusal(deps, visitor, named.refusal, null)
  const nothing = [{ field: null, text: words.name.nothing }]
  show(ctx, nameTemporaryPage(await deskFrame(deps, visitor, nothing)), 422)
}

/** K4: beside the document, once both names matched. */
export async function compareGet(deps: DeskDependencies, visitor: Visitor, visit: Visit): Promise<void> {
  await showComparison(deps, visitor, visit, [])
}

export async function comparePost(deps: DeskDependencies, visitor: Visitor, visit: Visit): Promise<void> {
  const { ctx, form } = visitor
  const { language } = plainFrame(ctx)
  const texts = deskTexts(language)
  const occasion = { caseId: visit.caseId, reason: visit.reason }
  const on = { desk: deskOf(visitor), occasion, accountId: visit.subjectAccountId }
  if (form['action'] === 'skip' || form['action'] === 'other') {
    const reason = plain(form['refuse_reason'])
    if (reason.length < 5)
      return await showComparison(deps, visitor, visit, [{ field: 'refuse_reason', text: texts.faults.reason }])
    const andDelete = form['action'] === 'other'
    const refused = await refuseFinalisation(deps, { ...on, andDelete, occasion: { caseId: visit.caseId, reason } })
    if (!refused.ok) return await showRefusal(deps, visitor, refused.refusal, null)
    const text = andDelete ? texts.compare.refusedAndDeleted : texts.compare.refused
    const page = { how: 'done', title: texts.compare.refusedTitle, text, visitId: null } as const
    return show(ctx, outcomePage(await deskFrame(deps, visitor), page))
  }
  const faults = tick(form, 'identity_checked', language)
  if (faults.length > 0) return await showComparison(deps, visitor, visit, faults)
  if (visit.shown === null) throw gone()
  const done = await finalise(deps, { ...on, visitId: visit.id, identity: visit.shown.identity })
  if (!done.ok) return await showRefusal(deps, visitor, done.refusal, null)
  if (done.waits) return await showWaiting(deps, visitor, { visitId: null })
  seeOther(ctx, visitPage(visit.id, 'nyugta'))
}

async function showComparison(
  deps: DeskDependencies,
  visitor: Visitor,
  { subjectAccountId, shown }: Visit,
  faults: Parameters<typeof deskFrame>[2],
): Promise<void> {
  const row = await readCustomer(deps.db, subjectAccountId)
  const customer = row === null || row.verified ? null : await openCustomer(deps, deps.db, row)
  if (customer === null || shown === null) throw gone()
  const found = differences(customer.identity, shown.identity)
  const props = { typed: customer.identity, shown: shown.identity, differences: found }
  const status = faults !== undefined && faults.length > 0 ? 422 : 200
  show(visitor.ctx, comparePage(await deskFrame(deps, visitor, faults), props), status)
}

function gone(): HttpProblem {
  return new HttpProblem(404, 'E-DESK-05', 'no such temporary registration any more')
}
