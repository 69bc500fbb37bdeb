import { html } from 'ghtml'
import type { StepFrame } from '../../frame.ts'
import { actionButton, buttons, field, selectField } from '../../partials/form.ts'
import { renderStep } from '../../partials/step-page.ts'
import { registrationText } from '../../texts/registration.ts'
import { accountFields } from './account-fields.ts'
import { identityFields } from './identity-fields.ts'

/** C10: the temporary registration. */
export function temporaryPage(frame: StepFrame): string {
  const { fields, temporary } = registrationText(frame.language)
  const form = html`<p>${temporary.about}</p>
    !${identityFields(frame)}
    <h2>${fields.documentTitle}</h2>
    !${selectField(frame, {
      name: 'document_type',
      label: fields.documentType,
      value: frame.values['document_type'] ?? 'identity_card',
      options: Object.entries(fields.documents),
    })}
    !${field(frame, {
      name: 'document_number',
      label: fields.documentNumber,
      autocomplete: 'off',
      value: frame.values['document_number'] ?? '',
    })}
    !${accountFields(frame)} !${buttons(frame, actionButton('continue', temporary.submit, 'primary'))}`
  return renderStep(frame, { step: 'register/temporary', title: temporary.title, lead: temporary.lead, form })
}
