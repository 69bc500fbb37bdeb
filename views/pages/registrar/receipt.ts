import { html } from 'ghtml'
import { visitPage } from '../../desk-pages.ts'
import { type DeskFrame, deskLink, factList, renderDeskPage } from '../../partials/desk-page.ts'
import { deskTexts } from '../../texts/registrar.ts'

interface Props {
  readonly visitId: string
  readonly name: string
  readonly username: string
  readonly maskedEmail: string
  readonly office: string
  readonly caseId: string
  /** Epoch seconds. */
  readonly at: number
  /** The address of the activation page; null where a password is set already. */
  readonly activateUrl: string | null
}

/** K12: what the customer takes home. Never the code: the clerk does not know it. */
export function receiptPage(frame: DeskFrame, props: Props): string {
  const texts = deskTexts(frame.language)
  const own = texts.receipt
  const content = html`<p class="hint no-print">${own.hint}</p>
    <p>${own.greeting}</p>
    !${factList([
      [own.username, props.username],
      [own.name, props.name],
      [own.email, props.maskedEmail],
      [own.office, props.office],
      [own.caseId, props.caseId],
      [own.date, own.date_(props.at)],
    ])}
    !${(props.activateUrl === null ? own.letter.slice(3) : own.letter).map((paragraph) => html`<p>${paragraph}</p>`)}
    !${props.activateUrl === null ? '' : html`<p>${own.where}: <span class="code">${props.activateUrl}</span></p>`}
    <p class="signature">${own.signature}: ……………………………</p>
    <div class="buttons">!${deskLink(frame, visitPage(props.visitId), texts.toCustomer)}</div>`
  return renderDeskPage(frame, { step: 'receipt', title: own.title, content })
}
