import { html } from 'ghtml'
import type { BackLink, Frame } from '../frame.ts'
import { renderDocument } from '../layout.ts'
import { backLink } from '../partials/back-link.ts'
import { icon } from '../partials/icons.ts'
import { textsFor } from '../texts/index.ts'

/** A service that was left, and what it knows of it. `untold`: it cannot be told. */
export interface LeftService {
  readonly name: string
  readonly state: 'confirmed' | 'waiting' | 'untold'
}

interface Props {
  readonly backTo: BackLink | null
  /** What was ended; `everywhere` where it is not said. */
  readonly scope?: 'everywhere' | 'here'
  /** The services of the session that ended, where this browser may know them. */
  readonly services?: readonly LeftService[]
  /** This page again, by hand; `byItself` where it also looks again without being asked. */
  readonly again?: { readonly href: string; readonly byItself: boolean }
}

export function signedOutPage(frame: Frame, props: Props): string {
  const own = textsFor(frame.language).signedOut
  const content = html`<div class="card">
    <p class="verdict good">!${icon('check')}</p>
    <h1>${own.title}</h1>
    <p class="lead">${props.scope === 'here' ? own.here : own.everywhere}</p>
    !${leftServices(frame, props)}
    <p>${own.shared}</p>
    !${backLink(frame, props.backTo)}
  </div>`
  return renderDocument(frame, { step: 'signed_out', title: own.title, content })
}

function leftServices(frame: Frame, { services = [], again }: Props): string {
  if (services.length === 0) return ''
  const own = textsFor(frame.language).signedOut
  const rows = services.map(
    ({ name, state }) =>
      html`<div data-service="${state}">
        <dt>${name}</dt>
        <dd>${own.states[state]}</dd>
      </div>`,
  )
  const isWaiting = services.some(({ state }) => state === 'waiting')
  const look =
    !isWaiting || again === undefined
      ? ''
      : html`<p class="hint">${own.waitingHint} ${again.byItself ? own.byItself : ''}</p>
          <p><a href="${again.href}">${own.again}</a></p>`
  return html`<h2>${own.services}</h2>
    <dl class="facts">!${rows}</dl>
    !${look}`
}
