import { html } from 'ghtml'
import type { BackLink, Frame } from '../frame.ts'
import { renderDocument } from '../layout.ts'
import { backLink } from '../partials/back-link.ts'
import { icon } from '../partials/icons.ts'
import { errorWords } from '../texts/errors.ts'
import type { ErrorCode } from '../texts/errors.ts'
import { textsFor } from '../texts/index.ts'

interface Props {
  readonly code: ErrorCode
  /** The HTTP status of the answer, in small print for the help desk. */
  readonly status: number
  readonly back: BackLink | null
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
    !${backLink(frame, props.back)}
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
