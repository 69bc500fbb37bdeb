/** The page of the simulated eID card: which card is in the reader, and its PIN. */
import { html } from 'ghtml'
import type { StepFrame } from '../frame.ts'
import { actionButton, buttons, field } from '../partials/form.ts'
import { icon } from '../partials/icons.ts'
import { renderStep } from '../partials/step-page.ts'
import { whoIsAsked } from '../partials/who-is-asked.ts'
import { eidTexts } from '../texts/eid.ts'

export function eidPage(frame: StepFrame): string {
  const own = eidTexts(frame.language)
  const form = html`<p class="note">!${icon('warning')} <span>${own.simulator}</span></p>
    !${whoIsAsked(frame)}
    !${field(frame, {
      name: 'card_number',
      label: own.cardNumber,
      hint: own.cardNumberHint,
      autocomplete: 'off',
    })}
    !${field(frame, { name: 'pin', label: own.pin, hint: own.pinHint, type: 'password', autocomplete: 'off', code: true })}
    !${buttons(frame, actionButton('continue', own.submit, 'primary'))}`
  return renderStep(frame, { step: 'authenticate/eid', title: own.title, lead: own.lead, form })
}
