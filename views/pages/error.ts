import { html } from 'ghtml'
import type { BackLink, Frame } from '../frame.ts'
import { ownPage, renderDocument } from '../layout.ts'
import { backLink } from '../partials/back-link.ts'
import { icon } from '../partials/icons.ts'
import { errorWords } from '../texts/errors.ts'
import type { ErrorCode } from '../texts/errors.ts'
import { textsFor } from '../texts/index.ts'
import type { Way } from '../texts/password.ts'

interface Props {
  readonly code: ErrorCode
  /** The HTTP status of the answer, in small print for the help desk. */
  readonly status: number
  readonly back: BackLink | null
  /** What can be done instead, one line each. */
  readonly ways?: readonly Way[]
  /** Epoch seconds, for the codes that speak of a date. */
  readonly until?: number
}

/** What happened, what to do now, one working link, and what to quote to the help desk. */
export function errorPage(frame: Frame, props: Props): string {
  const texts = textsFor(frame.language)
  const words = errorWords(frame.language, props.code, props.until)
  const content = html`<div class="card">
    <p class="verdict bad">!${icon('warning')}</p>
    <h1>${words.message}</h1>
    <h2>${texts.errors.whatNow}</h2>
    <p>${words.advice}</p>
    !${ways(frame, props.ways ?? [])} !${backLink(frame, props.back)}
    <dl class="facts small">
      <div>
        <dt>${texts.errors.codeLabel}</dt>
        <dd class="code">${props.code} (${props.status})</dd>
      </div>
      <div>
        <dt>${texts.frame.incident}</dt>
        <dd class="code">${frame.incidentId}</dd>
      </div>
    </dl>
  </div>`
  return renderDocument(frame, { step: 'error', title: words.message.replace(/\.$/, ''), content, faulty: true })
}

function ways(frame: Frame, all: readonly Way[]): string {
  if (all.length === 0) return ''
  const lines = all.map(({ text, href }) => {
    if (href === null) return html`<li>${text}</li>`
    const address = href.startsWith('/interaction/') ? href : ownPage(href, frame)
    return html`<li><a href="${address}">${text}</a></li>`
  })
  return html`<ul>
    !${lines}
  </ul>`
}
