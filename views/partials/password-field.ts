import { html } from 'ghtml'
import type { StepFrame } from '../frame.ts'
import { ownPage } from '../layout.ts'
import { activationText } from '../texts/activation.ts'
import { textsFor } from '../texts/index.ts'
import { field } from './form.ts'

/** The present password. Says to everybody that a mailed code is none (S3), and leads to a new one. */
export function passwordField(frame: StepFrame): string {
  const { fields, identify } = textsFor(frame.language)
  return html`!${field(frame, {
      name: 'password',
      label: fields.password,
      hint: activationText(frame.language).notTheCode,
      type: 'password',
      autocomplete: 'current-password',
    })}
    <p class="beside"><a href="${ownPage('/elfelejtett-jelszo', frame)}">${identify.forgotten}</a></p>`
}
