import { html } from 'ghtml'
import { visitPage } from '../../desk-pages.ts'
import { ownPage } from '../../layout.ts'
import { type DeskFrame, deskLink, factList, renderDeskForm, renderDeskPage } from '../../partials/desk-page.ts'
import { actionButton, buttons, field } from '../../partials/form.ts'
import { formatDate } from '../../format.ts'
import { deskTexts } from '../../texts/registrar.ts'
import { identityFields } from '../registration/identity-fields.ts'
import { occasionFields } from './occasion-fields.ts'

/** K2: by user name or address. */
export function searchPage(frame: DeskFrame): string {
  const texts = deskTexts(frame.language).search
  const value = (name: string) => frame.values[name] ?? ''
  const content = html`<p>${texts.or}</p>
    !${field(frame, {
      name: 'username',
      label: texts.username,
      autocomplete: 'off',
      required: false,
      value: value('username'),
    })}
    !${field(frame, {
      name: 'email',
      label: texts.email,
      type: 'email',
      autocomplete: 'off',
      required: false,
      value: value('email'),
    })}
    !${occasionFields(frame)} !${buttons(frame, actionButton('continue', texts.submit, 'primary'))}`
  const after = html`<p class="buttons">
    <a href="${ownPage('/ugyintezo/kereses/adatok', frame)}">${texts.byIdentity}</a>
  </p>`
  return renderDeskForm(frame, { step: 'search', title: texts.title, lead: texts.lead, content, after })
}

/** K2: by the full set of natural data. */
export function identitySearchPage(frame: DeskFrame): string {
  const texts = deskTexts(frame.language).search
  const content = html`!${identityFields(frame, 'customer')} !${occasionFields(frame)}
  !${buttons(frame, actionButton('continue', texts.submit, 'primary'))}`
  return renderDeskForm(frame, {
    step: 'search/identity',
    title: texts.byIdentityTitle,
    lead: texts.byIdentityLead,
    content,
  })
}

/** A customer as the list shows them: enough to know who stands there. */
interface FoundCustomer {
  readonly visitId: string
  readonly name: string
  /** `1984-03-17` */
  readonly birthdate: string
  readonly place: string
  readonly state: keyof ReturnType<typeof deskTexts>['customer']['states']
}

export function foundPage(frame: DeskFrame, { customers }: { readonly customers: readonly FoundCustomer[] }): string {
  const texts = deskTexts(frame.language)
  const entries = customers.map(
    ({ visitId, name, birthdate, place, state }) =>
      html`<section>
        <h2>${name}</h2>
        !${factList([
          [texts.customer.born, `${place}, ${formatDate(frame.language, birthdate)}`],
          [texts.customer.state, texts.customer.states[state]],
        ])}
        <p>
          !${deskLink(frame, visitPage(visitId), texts.search.open, customers.length === 1 ? 'primary' : 'secondary')}
        </p>
      </section>`,
  )
  const content = html`!${entries}`
  return renderDeskPage(frame, {
    step: 'search/found',
    title: texts.search.foundTitle,
    lead: texts.search.foundLead,
    content,
  })
}

/** Nothing was found, or what was found may not be shown: one page for both, but for a clerk's own record. */
export function notFoundPage(frame: DeskFrame, { own }: { readonly own: boolean }): string {
  const texts = deskTexts(frame.language)
  const content = html`<p>${own ? texts.refusals.own_record : texts.search.nothing}</p>
    <p class="buttons">!${deskLink(frame, '/ugyintezo/kereses', texts.search.again)}</p>`
  return renderDeskPage(frame, { step: 'search/nothing', title: texts.search.nothingTitle, content })
}
