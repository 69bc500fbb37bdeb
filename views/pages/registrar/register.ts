import { html } from 'ghtml'
import { type DeskFrame, renderDeskForm } from '../../partials/desk-page.ts'
import { actionButton, buttons, field, selectField, tickField } from '../../partials/form.ts'
import { icon } from '../../partials/icons.ts'
import { deskTexts } from '../../texts/registrar.ts'
import { identityFields } from '../registration/identity-fields.ts'
import { documentFields } from './document-fields.ts'
import { occasionFields } from './occasion-fields.ts'

/** K3: somebody registers in person. */
export function registerPage(frame: DeskFrame): string {
  const texts = deskTexts(frame.language).register
  const value = (name: string) => frame.values[name] ?? ''
  const content = html`<p class="note">!${icon('info')} <span>${texts.temporary}</span></p>
    !${documentFields(frame)} !${identityFields(frame, 'customer')}
    <h2>${texts.account}</h2>
    !${field(frame, {
      name: 'username',
      label: texts.username,
      hint: texts.usernameHint,
      autocomplete: 'off',
      value: value('username'),
    })}
    !${field(frame, {
      name: 'email',
      label: texts.email,
      hint: texts.emailHint,
      type: 'email',
      autocomplete: 'off',
      value: value('email'),
    })}
    !${tickField(frame, { name: 'email_read_back', label: html`${texts.readBack}` })}
    !${selectField(frame, {
      name: 'language',
      label: texts.language,
      value: value('language') || 'hu',
      options: Object.entries(texts.languages),
    })}
    !${tickField(frame, { name: 'notice_signed', label: html`${texts.notice}` })} !${occasionFields(frame)}
    !${buttons(frame, actionButton('continue', texts.submit, 'primary'))}`
  return renderDeskForm(frame, { step: 'register', title: texts.title, lead: texts.lead, content })
}
