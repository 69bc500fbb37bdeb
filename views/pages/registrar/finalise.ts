import { html } from 'ghtml'
import { type DeskFrame, renderDeskForm } from '../../partials/desk-page.ts'
import { actionButton, buttons, field, tickField } from '../../partials/form.ts'
import { icon } from '../../partials/icons.ts'
import { claimValue } from '../../texts/claims.ts'
import { registrationText } from '../../texts/registration.ts'
import { deskTexts } from '../../texts/registrar.ts'
import { identityFields } from '../registration/identity-fields.ts'
import { documentFields } from './document-fields.ts'
import { occasionFields } from './occasion-fields.ts'

/** K4: the visitor names a temporary registration; both names are typed blind. */
export function nameTemporaryPage(frame: DeskFrame): string {
  const texts = deskTexts(frame.language).name
  const value = (name: string) => frame.values[name] ?? ''
  const content = html`<h2>${texts.named}</h2>
    !${field(frame, { name: 'username', label: texts.username, autocomplete: 'off', value: value('username') })}
    !${field(frame, { name: 'email', label: texts.email, type: 'email', autocomplete: 'off', value: value('email') })}
    !${documentFields(frame)} !${identityFields(frame, 'customer')} !${occasionFields(frame)}
    !${buttons(frame, actionButton('continue', texts.submit, 'primary'))}`
  return renderDeskForm(frame, { step: 'finalise', title: texts.title, lead: texts.lead, content })
}

interface ComparedIdentity {
  readonly family_name: string
  readonly given_name: string
  readonly birth_family_name: string
  readonly birth_given_name: string
  readonly hu_mother_birth_family_name: string
  readonly hu_mother_birth_given_name: string
  readonly birthdate: string
  readonly place_of_birth: { readonly locality: string; readonly country: string }
}

interface CompareProps {
  readonly typed: ComparedIdentity
  readonly shown: ComparedIdentity
  /** Names of the data that differ. */
  readonly differences: readonly string[]
}

/** K4: what was typed beside what the document says, the differences marked in words. */
export function comparePage(frame: DeskFrame, { typed, shown, differences }: CompareProps): string {
  const texts = deskTexts(frame.language)
  const own = texts.compare
  const rows = comparedData.map(([name, label]) => {
    const differs = differences.includes(name)
    return html`<tr>
      <th scope="row">
        ${labelOf(frame, label)}!${differs ? html` <strong class="bad">(${own.differs})</strong>` : ''}
      </th>
      <td>${claimValue(frame.language, name, typed[name])}</td>
      <td>${claimValue(frame.language, name, shown[name])}</td>
    </tr>`
  })
  const content = html`<p class="note">
      !${icon(differences.length === 0 ? 'check' : 'warning')}
      <span>${differences.length === 0 ? own.same : own.differences(differences.length)}</span>
    </p>
    <table>
      <thead>
        <tr>
          <th scope="col">${own.what}</th>
          <th scope="col">${own.typed}</th>
          <th scope="col">${own.shown}</th>
        </tr>
      </thead>
      <tbody>
        !${rows}
      </tbody>
    </table>
    !${tickField(frame, { name: 'identity_checked', label: html`${texts.identityChecked}` })}
    !${field(frame, {
      name: 'refuse_reason',
      label: own.refuseReason,
      autocomplete: 'off',
      required: false,
      value: frame.values['refuse_reason'] ?? '',
    })}
    !${buttons(frame, actionButton('approve', own.finalise, 'primary'), [
      actionButton('skip', own.refuse),
      actionButton('other', own.refuseAndDelete),
    ])}`
  return renderDeskForm(frame, { step: 'finalise/compare', title: own.title, lead: own.lead, content })
}

const comparedData = [
  ['family_name', 'familyName'],
  ['given_name', 'givenName'],
  ['birth_family_name', 'birthFamilyName'],
  ['birth_given_name', 'birthGivenName'],
  ['hu_mother_birth_family_name', 'motherFamilyName'],
  ['hu_mother_birth_given_name', 'motherGivenName'],
  ['birthdate', 'birthdate'],
  ['place_of_birth', 'place'],
] as const

function labelOf(frame: DeskFrame, label: (typeof comparedData)[number][1]): string {
  return registrationText(frame.language).fields[label]
}
