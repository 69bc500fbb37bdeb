import { html } from 'ghtml'
import type { StepFrame } from '../../frame.ts'
import { ownPage } from '../../layout.ts'
import { field, tickField } from '../../partials/form.ts'
import { registrationText } from '../../texts/registration.ts'

/** Address, user name and the notice that was read; read by `readAccountFields`. */
export function accountFields(frame: StepFrame): string {
  const { fields } = registrationText(frame.language)
  const mail = { type: 'email', autocomplete: 'email' } as const
  const value = (name: string) => frame.values[name] ?? ''
  return html`
    <h2>${fields.accountTitle}</h2>
    !${field(frame, { ...mail, name: 'email', label: fields.email, hint: fields.emailHint, value: value('email') })}
    !${field(frame, { ...mail, name: 'email_again', label: fields.emailAgain, value: value('email_again') })}
    !${field(frame, {
      name: 'username',
      label: fields.username,
      hint: fields.usernameHint,
      autocomplete: 'username',
      value: value('username'),
    })}
    !${tickField(frame, {
      name: 'notice',
      label: html`${fields.notice} <a href="${ownPage('/privacy', frame)}">${fields.noticeLink}</a>`,
    })}
  `
}
