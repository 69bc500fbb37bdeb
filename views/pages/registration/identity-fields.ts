import { html } from 'ghtml'
import type { StepFrame } from '../../frame.ts'
import { field, selectField } from '../../partials/form.ts'
import { countryOptions } from '../../texts/countries.ts'
import { registrationText } from '../../texts/registration.ts'

/**
 * The natural data that a person is known by; read by `readIdentity`. What was typed stays. A clerk's browser must not
 * offer the clerk's own data for the customer's.
 */
export function identityFields(frame: StepFrame, whose: 'own' | 'customer' = 'own'): string {
  const { fields } = registrationText(frame.language)
  const known = (autocomplete: string) => (whose === 'own' ? autocomplete : 'off')
  const name = (id: string, label: string, autocomplete = 'off') =>
    field(frame, { name: id, label, autocomplete: known(autocomplete), proper: true, value: frame.values[id] ?? '' })
  return html`
    <h2>${fields.current}</h2>
    !${name('family_name', fields.familyName, 'family-name')} !${name('given_name', fields.givenName, 'given-name')}
    <h2>${fields.birth}</h2>
    !${name('birth_family_name', fields.birthFamilyName)} !${name('birth_given_name', fields.birthGivenName)}
    <h2>${fields.mother}</h2>
    !${name('mother_family_name', fields.motherFamilyName)} !${name('mother_given_name', fields.motherGivenName)}
    <h2>${fields.placeTitle}</h2>
    !${field(frame, {
      name: 'birthdate',
      label: fields.birthdate,
      hint: fields.birthdateHint,
      autocomplete: known('bday'),
      value: frame.values['birthdate'] ?? '',
    })}
    !${name('place', fields.place)}
    !${selectField(frame, {
      name: 'country',
      label: fields.country,
      value: frame.values['country'] ?? 'HU',
      options: countryOptions(frame.language),
    })}
  `
}
