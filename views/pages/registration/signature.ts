import { html } from 'ghtml'
import type { Frame, StepFrame } from '../../frame.ts'
import { ownPage, renderDocument } from '../../layout.ts'
import { actionButton, buttons } from '../../partials/form.ts'
import { renderStep } from '../../partials/step-page.ts'
import { registrationText } from '../../texts/registration.ts'
import { signatureText } from '../../texts/signature.ts'
import { accountFields } from './account-fields.ts'
import { identityFields } from './identity-fields.ts'

/** C12, first page: the data that are to be signed. */
export function signaturePage(frame: StepFrame): string {
  const own = signatureText(frame.language)
  const form = html`!${identityFields(frame)} !${accountFields(frame)}
  !${buttons(frame, actionButton('continue', own.submit, 'primary'))}`
  return renderStep(frame, { step: 'register/signature', title: own.title, lead: own.lead, form })
}

/** The same where no authority is trusted. */
export function signatureNotHerePage(frame: Frame): string {
  const own = signatureText(frame.language)
  const content = html`<div class="card">
    <h1>${own.notHereTitle}</h1>
    <p class="lead">${own.notHere}</p>
    <p class="buttons">
      <a class="button secondary" href="${ownPage('/regisztracio', frame)}"
        >${registrationText(frame.language).card.otherWays}</a
      >
    </p>
  </div>`
  return renderDocument(frame, { step: 'register/signature', title: own.notHereTitle, content })
}
