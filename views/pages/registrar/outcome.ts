import { html } from 'ghtml'
import { visitPage } from '../../desk-pages.ts'
import { type DeskFrame, deskLink, renderDeskPage } from '../../partials/desk-page.ts'
import { icon } from '../../partials/icons.ts'
import { deskTexts } from '../../texts/registrar.ts'

interface Props {
  /** `waits`: a second clerk decides; `refused`: nothing was done. */
  readonly how: 'done' | 'waits' | 'refused'
  readonly text: string
  readonly title?: string
  /** Null where the customer is gone or was never opened. */
  readonly visitId: string | null
  readonly receiptReady?: boolean
}

/** What came of an act, and the way on. */
export function outcomePage(frame: DeskFrame, { how, text, title, visitId, receiptReady = false }: Props): string {
  const texts = deskTexts(frame.language)
  const heading = title ?? { done: texts.doneTitle, waits: texts.waitsTitle, refused: texts.notPossible }[how]
  const [look, picture] = how === 'done' ? (['good', 'check'] as const) : (['', 'info'] as const)
  const links = [
    ...(receiptReady && visitId !== null
      ? [deskLink(frame, visitPage(visitId, 'nyugta'), texts.receiptLink, 'primary')]
      : []),
    ...(visitId === null ? [] : [deskLink(frame, visitPage(visitId), texts.toCustomer)]),
    deskLink(frame, '/ugyintezo', texts.toHome),
  ]
  const content = html`<p class="verdict ${look}">!${icon(how === 'refused' ? 'warning' : picture)}</p>
    <p role="status">${text}</p>
    <div class="buttons">!${links}</div>`
  return renderDeskPage(frame, { step: `outcome/${how}`, title: heading, content })
}
