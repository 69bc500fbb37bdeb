import { html } from 'ghtml'
import { type DeskFrame, renderDeskForm, renderDeskPage } from '../../partials/desk-page.ts'
import { icon } from '../../partials/icons.ts'
import { deskTexts } from '../../texts/registrar.ts'

interface OfficeChoice {
  readonly id: string
  readonly name: string
  readonly type: 'document_office' | 'government_window' | 'tax_authority' | 'embassy' | 'customer_centre'
}

/** K1: at which office the clerk works now. */
export function officePage(frame: DeskFrame, { offices }: { readonly offices: readonly OfficeChoice[] }): string {
  const texts = deskTexts(frame.language).office
  if (offices.length === 0) {
    return renderDeskPage(frame, {
      step: 'office',
      title: texts.title,
      content: html`<p class="note">${texts.none}</p>`,
    })
  }
  const choices = offices.map(
    ({ id, name, type }) =>
      html`<li>
        <button type="submit" name="office" value="${id}" class="method">
          <span class="method-words">
            <span class="method-name">${name}</span>
            <span class="method-need">${texts.types[type]}</span>
          </span>
          !${icon('chevron')}
        </button>
      </li>`,
  )
  const content = html`<ul class="methods">
    !${choices}
  </ul>`
  return renderDeskForm(frame, { step: 'office', title: texts.title, lead: texts.lead, content })
}
