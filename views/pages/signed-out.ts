import { html } from 'ghtml'
import type { BackLink, Frame } from '../frame.ts'
import { renderDocument } from '../layout.ts'
import { backLink } from '../partials/back-link.ts'
import { icon } from '../partials/icons.ts'
import { textsFor } from '../texts/index.ts'

interface Props {
  readonly backTo: BackLink | null
  /** What was ended; `everywhere` where it is not said. */
  readonly scope?: 'everywhere' | 'here'
}

export function signedOutPage(frame: Frame, props: Props): string {
  const own = textsFor(frame.language).signedOut
  const content = html`<div class="card">
    <p class="verdict good">!${icon('check')}</p>
    <h1>${own.title}</h1>
    <p class="lead">${props.scope === 'here' ? own.here : own.everywhere}</p>
    <p>${own.shared}</p>
    !${backLink(frame, props.backTo)}
  </div>`
  return renderDocument(frame, { step: 'signed_out', title: own.title, content })
}
