import { html } from 'ghtml'
import type { StepFrame } from '../../frame.ts'
import { details, field, selectField, tickField } from '../../partials/form.ts'
import { deskTexts } from '../../texts/registrar.ts'

/** The document that was shown; read by `readDocument`. */
export function documentFields(frame: StepFrame): string {
  const { document } = deskTexts(frame.language)
  const value = (name: string) => frame.values[name] ?? ''
  return html`<h2>${document.title}</h2>
    !${selectField(frame, {
      name: 'citizenship',
      label: document.citizenship,
      value: value('citizenship') || 'hungarian',
      options: Object.entries(document.citizenships),
    })}
    !${selectField(frame, {
      name: 'document_type',
      label: document.type,
      value: value('document_type') || 'identity_card',
      options: Object.entries(document.types),
    })}
    !${field(frame, {
      name: 'document_number',
      label: document.number,
      autocomplete: 'off',
      value: value('document_number'),
    })}
    !${field(frame, {
      name: 'issued',
      label: document.issued,
      hint: document.issuedHint,
      autocomplete: 'off',
      required: false,
      value: value('issued'),
    })}
    !${tickField(frame, { name: 'address_card', label: html`${document.addressCard}` })}
    !${details(document.rulesTitle, html`<p>${document.rules}</p>`)}`
}
