/** The page of a code that was mailed: to sign in, to enrol, and to confirm the identification address. */
import { html } from 'ghtml'
import type { StepFrame } from '../frame.ts'
import { actionButton, buttons, details, field } from '../partials/form.ts'
import { renderStep } from '../partials/step-page.ts'
import { whoIsAsked } from '../partials/who-is-asked.ts'
import { textsFor } from '../texts/index.ts'

interface Props {
  /** As `maskEmail` writes it. */
  readonly maskedAddress: string
  /** Three digits that the mail repeats, so that an old mail is not used by mistake. */
  readonly sessionNumber: string
  readonly purpose: 'authenticate' | 'enrol'
  /** `email-code`, or `identification-mail` where the address itself is being confirmed. */
  readonly factor: string
}

export function emailCodePage(frame: StepFrame, props: Props): string {
  const texts = textsFor(frame.language)
  const own = texts.emailCode
  const { title, lead } = words(frame, props)
  const form = html`!${whoIsAsked(frame)}
    <p class="sent">${lead} <strong class="address">${props.maskedAddress}</strong></p>
    <div class="keepsake">
      <p class="keepsake-label">${own.sessionNumber}</p>
      <p class="session-number">${props.sessionNumber}</p>
      <p class="hint">${own.sessionNumberHint}</p>
    </div>
    !${field(frame, {
      name: 'code',
      label: texts.fields.code,
      hint: own.validity,
      autocomplete: 'one-time-code',
      code: true,
    })}
    !${buttons(frame, actionButton('continue', texts.buttons.continue, 'primary'), [
      actionButton('resend', texts.buttons.resend),
    ])}`
  const after = details(own.notArrived, html`<p>${own.notArrivedText}</p>`)
  return renderStep(frame, { step: `${props.purpose}/${props.factor}`, title, form, after })
}

function words(frame: StepFrame, props: Props): { title: string; lead: string } {
  const own = textsFor(frame.language).emailCode
  if (props.factor === 'identification-mail') return { title: own.identificationTitle, lead: own.identificationLead }
  if (props.purpose === 'enrol') return { title: own.enrolTitle, lead: own.enrolLead }
  return { title: own.title, lead: own.lead }
}
