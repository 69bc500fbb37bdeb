import { type CustomerAct, visitPage } from '../../../views/desk-pages.ts'
import type { Language } from '../../../views/frame.ts'
import { actPage } from '../../../views/pages/registrar/customer.ts'
import { outcomePage } from '../../../views/pages/registrar/outcome.ts'
import { deskTexts } from '../../../views/texts/registrar.ts'
import { plainFrame } from '../../http/frame.ts'
import { changeUsername } from '../acts/change-username.ts'
import { closeRegistration } from '../acts/close.ts'
import { correctEmail } from '../acts/correct-email.ts'
import type { OnCustomer } from '../acts/on-customer.ts'
import { reEnablePassword } from '../acts/re-enable-password.ts'
import { reactivate } from '../acts/reactivate.ts'
import { removeFactors } from '../acts/remove-factors.ts'
import { tellUsername } from '../acts/tell-username.ts'
import type { DeskDependencies } from '../desk.ts'
import { deskOf, type Visitor } from '../guard.ts'
import type { ActOutcome } from '../perform.ts'
import type { Visit } from '../visits/visit.ts'
import { possibleActs, shownCustomer, toShown } from './customer.ts'
import { type DeskFault, deskFrame, seeOther, show } from './desk-frame.ts'
import { readAccount, tick } from './fields.ts'
import { showRefusal, showWaiting } from './outcome.ts'

/** An act on a customer's account that is done from a page of its own. */
export type PageAct = Exclude<CustomerAct, 'dap'>

/** What waits for a second clerk where the account was ever active. */
const secondClerk: ReadonlySet<PageAct> = new Set<PageAct>(['email', 'factors', 'password'])

/** K5–K10: asked for once more before it is done. */
export async function actGet(deps: DeskDependencies, visitor: Visitor, visit: Visit, act: PageAct): Promise<void> {
  await showAct(deps, visitor, visit, act, [])
}

export async function actPost(deps: DeskDependencies, visitor: Visitor, visit: Visit, act: PageAct): Promise<void> {
  const { ctx, form } = visitor
  const { language } = plainFrame(ctx)
  const { faults, typed } = readAct(deps, visitor, act, language)
  if (faults.length > 0) return await showAct(deps, visitor, visit, act, faults)
  const occasion = { caseId: visit.caseId, reason: visit.reason }
  const on = { desk: deskOf(visitor), occasion, accountId: visit.subjectAccountId }
  const outcome = await perform(deps, act, { ...on, visitId: visit.id, renames: form['action'] === 'switch', typed })
  if (!outcome.ok) return await showRefusal(deps, visitor, outcome.refusal, visit.id)
  if (outcome.waits) return await showWaiting(deps, visitor, { visitId: visit.id })
  if (act === 'username') return seeOther(ctx, visitPage(visit.id, 'nyugta'))
  const text = deskTexts(language).acts[act].done
  const visitId = act === 'close' ? null : visit.id
  show(ctx, outcomePage(await deskFrame(deps, visitor), { how: 'done', text, visitId }))
}

/** Ticks, and what is peculiar to an act: an address or a user name, of sound form. */
function readAct(
  deps: DeskDependencies,
  { form }: Visitor,
  act: PageAct,
  language: Language,
): { readonly faults: readonly DeskFault[]; readonly typed: string } {
  const checked = tick(form, 'identity_checked', language)
  if (act === 'close') return { faults: [...tick(form, 'request_signed', language), ...checked], typed: '' }
  // The other fields of a registration are not on this page, so their faults are none of it
  const sound = { email: 'any@example.org', email_read_back: 'yes', username: 'soundname1', notice_signed: 'yes' }
  if (act === 'email') {
    const typed = { email: form['email'] ?? '', email_read_back: form['email_read_back'] ?? '' }
    const { faults } = readAccount(deps, { ...sound, ...typed }, language)
    return { faults: [...faults, ...checked], typed: typed.email.trim() }
  }
  if (act === 'username' && form['action'] === 'switch') {
    const typed = form['new_username'] ?? ''
    const { faults } = readAccount(deps, { ...sound, username: typed }, language)
    const own = faults.map((fault) => ({ ...fault, field: 'new_username' }))
    return { faults: [...own, ...checked], typed: typed.trim() }
  }
  return { faults: checked, typed: '' }
}

async function perform(
  deps: DeskDependencies,
  act: PageAct,
  {
    renames,
    typed,
    visitId,
    ...on
  }: OnCustomer & { readonly visitId: string; readonly renames: boolean; readonly typed: string },
): Promise<ActOutcome> {
  switch (act) {
    case 'reactivate':
      return await reactivate(deps, on)
    case 'username':
      return renames
        ? await changeUsername(deps, { ...on, visitId, username: typed })
        : await tellUsername(deps, { ...on, visitId })
    case 'email':
      return await correctEmail(deps, { ...on, email: typed })
    case 'factors':
      return await removeFactors(deps, on)
    case 'password':
      return await reEnablePassword(deps, on)
    case 'close':
      return await closeRegistration(deps, on)
  }
}

async function showAct(
  deps: DeskDependencies,
  visitor: Visitor,
  visit: Visit,
  act: PageAct,
  faults: readonly DeskFault[],
): Promise<void> {
  const customer = await shownCustomer(deps, visitor, visit)
  if (!possibleActs(customer).includes(act)) return await showRefusal(deps, visitor, 'not_in_this_state', visit.id)
  const needsSecond = secondClerk.has(act) && customer.firstActiveAt !== null
  const props = { customer: toShown(deps, customer, visit), act, needsSecond }
  show(visitor.ctx, actPage(await deskFrame(deps, visitor, faults), props), faults.length > 0 ? 422 : 200)
}
