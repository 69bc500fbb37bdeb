import { visitPage } from '../../../views/desk-pages.ts'
import { registerPage } from '../../../views/pages/registrar/register.ts'
import { deskTexts } from '../../../views/texts/registrar.ts'
import { plainFrame } from '../../http/frame.ts'
import { register } from '../acts/register.ts'
import type { DeskDependencies } from '../desk.ts'
import { deskOf, type Visitor } from '../guard.ts'
import { deskFrame, seeOther, show } from './desk-frame.ts'
import { readAccount, readNaturalIdentity, readOccasion, readShownDocument } from './fields.ts'
import { showRefusal, showWaiting } from './outcome.ts'

/** Of the data notice that is signed at the desk; kept with the registration. */
const NOTICE_VERSION = '2026-11'

/** K3 */
export async function registerGet(deps: DeskDependencies, visitor: Visitor): Promise<void> {
  show(visitor.ctx, registerPage(await deskFrame(deps, visitor)))
}

export async function registerPost(deps: DeskDependencies, visitor: Visitor): Promise<void> {
  const { ctx, form } = visitor
  const { language } = plainFrame(ctx)
  const document = readShownDocument(form, language)
  const identity = readNaturalIdentity(deps, form, language)
  const account = readAccount(deps, form, language)
  const occasion = readOccasion(form, language)
  const faults = [document, identity, account, occasion].flatMap((part) => part.faults)
  if (document.value === null || identity.value === null || account.value === null || occasion.value === null)
    return show(ctx, registerPage(await deskFrame(deps, visitor, faults)), 422)
  const registered = await register(deps, {
    desk: deskOf(visitor),
    occasion: occasion.value,
    registration: {
      ...account.value,
      identity: identity.value,
      document: document.value,
      language: form['language'] === 'en' ? 'en' : 'hu',
      noticeVersion: NOTICE_VERSION,
    },
  })
  if (registered.ok && registered.visitId !== null) return seeOther(ctx, visitPage(registered.visitId, 'nyugta'))
  const texts = deskTexts(language)
  if (registered.ok) return await showWaiting(deps, visitor, { text: texts.register.waits, visitId: null })
  if (registered.refusal === 'username_taken') {
    const taken = [{ field: 'username', text: texts.refusals.username_taken }]
    return show(ctx, registerPage(await deskFrame(deps, visitor, taken)), 409)
  }
  await showRefusal(deps, visitor, registered.refusal, null)
}
