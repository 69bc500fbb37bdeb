import { html } from 'ghtml'
import type { Frame, StepFrame } from '../../frame.ts'
import { ownPage, renderDocument } from '../../layout.ts'
import { actionButton, buttons, field } from '../../partials/form.ts'
import { renderStep } from '../../partials/step-page.ts'
import { registrationText } from '../../texts/registration.ts'
import { accountFields } from './account-fields.ts'

/** C11: registration with the number of an eID card and its code. A code is never shown again. */
export function cardPage(frame: StepFrame): string {
  const { card } = registrationText(frame.language)
  const form = html`!${field(frame, {
    name: 'card_number',
    label: card.cardNumber,
    hint: card.cardNumberHint,
    autocomplete: 'off',
    value: frame.values['card_number'] ?? '',
  })}
  !${field(frame, { name: 'card_code', label: card.code, hint: card.codeHint, autocomplete: 'off' })}
  !${accountFields(frame)} !${buttons(frame, actionButton('continue', card.submit, 'primary'))}`
  return renderStep(frame, { step: 'register/eid-card', title: card.title, lead: card.lead, form })
}

/** The same where there is no register to ask. */
export function cardNotHerePage(frame: Frame): string {
  const { card } = registrationText(frame.language)
  const content = html`<div class="card">
    <h1>${card.notHereTitle}</h1>
    <p class="lead">${card.notHere}</p>
    <p class="buttons">
      <a class="button secondary" href="${ownPage('/regisztracio', frame)}">${card.otherWays}</a>
    </p>
  </div>`
  return renderDocument(frame, { step: 'register/eid-card', title: card.notHereTitle, content })
}
