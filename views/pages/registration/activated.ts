import { html } from 'ghtml'
import type { Frame } from '../../frame.ts'
import { ownPage, renderDocument } from '../../layout.ts'
import { icon } from '../../partials/icons.ts'
import { activationText } from '../../texts/activation.ts'

/** The account is ready; `temporary` where it still has to be finalised. */
export function activatedPage(frame: Frame, { temporary }: { readonly temporary: boolean }): string {
  const { activated } = activationText(frame.language)
  const title = temporary ? activated.temporaryTitle : activated.title
  const content = html`<div class="card">
    <p class="verdict good">!${icon('check')}</p>
    <h1>${title}</h1>
    <p class="lead">${temporary ? activated.temporaryLead : activated.lead}</p>
    <h2>${activated.next}</h2>
    <p>${activated.secondStep}</p>
    <p class="buttons"><a class="button primary" href="${ownPage('/fiok', frame)}">${activated.signIn}</a></p>
  </div>`
  return renderDocument(frame, { step: 'activated', title, content })
}
