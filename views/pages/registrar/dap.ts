/** K11: the ticket that enrols the customer's DÁP app. */
import { html } from 'ghtml'
import { visitPage } from '../../desk-pages.ts'
import { formatInstant } from '../../format.ts'
import { actionButton, buttons, tickField } from '../../partials/form.ts'
import { type DeskFrame, deskLink, renderDeskForm, renderDeskPage } from '../../partials/desk-page.ts'
import { deskTexts } from '../../texts/registrar.ts'

export function dapPage(frame: DeskFrame, { visitId }: { readonly visitId: string }): string {
  const texts = deskTexts(frame.language)
  const own = texts.acts.dap
  const content = html`!${tickField(frame, { name: 'identity_checked', label: html`${texts.identityChecked}` })}
  !${buttons(frame, actionButton('continue', own.submit, 'primary'))}`
  const after = html`<p class="buttons">!${deskLink(frame, visitPage(visitId), texts.toCustomer)}</p>`
  return renderDeskForm(frame, { step: 'customer/dap', title: own.title, lead: own.lead, content, after })
}

interface TicketProps {
  readonly visitId: string
  readonly uri: string
  /** The same as a picture: an `<svg>` of our own making, trusted as it is. */
  readonly qr: string
  /** Epoch seconds. */
  readonly expiresAt: number
}

/** To be printed; the code that belongs to it is in the customer's mailbox. */
export function dapTicketPage(frame: DeskFrame, { visitId, uri, qr, expiresAt }: TicketProps): string {
  const texts = deskTexts(frame.language)
  const own = texts.acts.dap
  const content = html`<div class="qr" role="img" aria-label="${own.qr}">!${qr}</div>
    <p class="small">${own.text}: <span class="code">${uri}</span></p>
    <p>${own.until(formatInstant(frame.language, expiresAt))}</p>
    <ol>
      !${own.steps.map((step) => html`<li>${step}</li>`)}
    </ol>
    <p class="buttons no-print">!${deskLink(frame, visitPage(visitId), texts.toCustomer)}</p>`
  return renderDeskPage(frame, { step: 'customer/dap_ticket', title: own.ticketTitle, lead: own.ticketLead, content })
}
