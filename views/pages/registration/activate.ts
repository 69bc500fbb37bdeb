import { html } from 'ghtml'
import type { StepFrame } from '../../frame.ts'
import { ownPage } from '../../layout.ts'
import { actionButton, buttons, details, field } from '../../partials/form.ts'
import { newPasswordFields } from '../../partials/new-password.ts'
import { renderStep } from '../../partials/step-page.ts'
import { activationText } from '../../texts/activation.ts'
import { registrationText } from '../../texts/registration.ts'

/** C13: user name, code from the mail, new password. Also where a forgotten password is replaced. */
export function activatePage(frame: StepFrame): string {
  const { activation } = activationText(frame.language)
  const form = html`!${field(frame, {
      name: 'username',
      label: registrationText(frame.language).fields.username,
      autocomplete: 'username',
      value: frame.values['username'] ?? '',
    })}
    !${field(frame, {
      name: 'activation_code',
      label: activation.code,
      hint: activation.codeHint,
      autocomplete: 'one-time-code',
    })}
    <h2>${activation.passwordTitle}</h2>
    !${newPasswordFields(frame, { asksValidity: true })}
    !${buttons(frame, actionButton('continue', activation.submit, 'primary'))}`
  return renderStep(frame, {
    step: 'activate',
    title: activation.title,
    lead: activation.lead,
    form,
    after: details(
      activation.noCode,
      html`<p>${activation.noCodeText}</p>
        <p><a href="${ownPage('/elfelejtett-jelszo', frame)}">${activation.noCodeLink}</a></p>`,
    ),
  })
}
