import { html } from 'ghtml'
import type { StepFrame } from '../frame.ts'
import { newPasswordText } from '../texts/password.ts'
import { details, field, selectField } from './form.ts'

/**
 * The fields of a new password: `new_password`, `new_password_again`, and where it is asked `validity` with
 * `validity_days`. Read by `readNewPassword`. `values` may hold the two of the validity, never a password.
 */
export function newPasswordFields(frame: StepFrame, { asksValidity }: { readonly asksValidity: boolean }): string {
  const texts = newPasswordText(frame.language)
  const kind = { type: 'password', autocomplete: 'new-password' } as const
  return html`
    !${field(frame, { ...kind, name: 'new_password', label: texts.password, hint: texts.passwordHint })}
    !${field(frame, { ...kind, name: 'new_password_again', label: texts.again })}
    <div class="field">
      !${details(texts.helpTitle, html`!${texts.help.map((paragraph) => html`<p>${paragraph}</p>`)}`)}
    </div>
    !${asksValidity ? validity(frame) : ''}
  `
}

/** Needs no script: whoever wants another number of days finds its field below the choice. */
function validity(frame: StepFrame): string {
  const texts = newPasswordText(frame.language)
  return html`!${selectField(frame, {
    name: 'validity',
    label: texts.validity,
    hint: texts.validityHint,
    value: frame.values['validity'] ?? '2y',
    options: Object.entries(texts.validities),
  })}
  !${field(frame, {
    name: 'validity_days',
    label: texts.days,
    hint: texts.daysHint,
    autocomplete: 'off',
    value: frame.values['validity_days'] ?? '',
    required: false,
  })}`
}
