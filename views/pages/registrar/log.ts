import { html } from 'ghtml'
import { type DeskFrame, factList, renderDeskPage } from '../../partials/desk-page.ts'
import { deskTexts } from '../../texts/registrar.ts'

/** One thing a clerk did. */
export interface LogEntry {
  readonly at: number
  readonly event: string
  readonly failed: boolean
  /** The user name of the clerk; null on their own log. */
  readonly by: string | null
  readonly caseId: string | null
  readonly reason: string | null
}

/** K13, and what the supervisor sees of the office. */
export function deskLogPage(
  frame: DeskFrame,
  { whose, entries }: { readonly whose: 'own' | 'office'; readonly entries: readonly LogEntry[] },
): string {
  const texts = deskTexts(frame.language).log
  const { instant } = deskTexts(frame.language).requests
  const events = new Map<string, string>(Object.entries(texts.events))
  const list = entries.map(
    (entry) =>
      html`<li>
        <h2>${events.get(entry.event) ?? entry.event}!${entry.failed ? html` (${texts.failed})` : ''}</h2>
        !${factList([
          [texts.at, instant(entry.at)],
          [texts.by, entry.by],
          [texts.caseId, entry.caseId],
          [texts.reason, entry.reason],
        ])}
      </li>`,
  )
  const content =
    entries.length === 0
      ? html`<p>${texts.none}</p>`
      : html`<ul class="entries">
          !${list}
        </ul>`
  const [title, lead] = whose === 'own' ? [texts.title, texts.lead] : [texts.officeTitle, texts.officeLead]
  return renderDeskPage(frame, { step: whose === 'own' ? 'log' : 'log/office', title, lead, content })
}
