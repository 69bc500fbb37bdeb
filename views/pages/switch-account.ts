import { html } from 'ghtml'
import { isolated, shownHint } from '../format.ts'
import type { StepFrame } from '../frame.ts'
import { actionButton, buttons } from '../partials/form.ts'
import { renderStep } from '../partials/step-page.ts'
import { textsFor } from '../texts/index.ts'

interface Props {
  /** Who is signed in, masked (`maskName`). */
  readonly signedIn: string
  /** Who is signing in. Not `proved`: the text that the service or the person gave, never the register's name. */
  readonly arriving: { readonly text: string; readonly proved: boolean } | null
  /** How many services the person signed in now would be signed out of; which ones is private. */
  readonly services: number
  /** False where the service named the arriving person (OpenID Connect Core §3.1.2.2). */
  readonly stayPossible: boolean
  /** Further hidden fields: which session the page speaks of. */
  readonly hidden?: Readonly<Record<string, string>>
}

/** Two people, one browser: asks before anybody is signed out. */
export function switchAccountPage(frame: StepFrame, props: Props): string {
  const own = textsFor(frame.language).switchAccount
  const arriving = arrivingOf(props)
  const arrivingRow = arriving === null ? '' : row(arriving.proved ? own.arriving : own.arrivingNamed, arriving.text)
  const switching = actionButton('switch', own.switch(arriving === null ? null : isolated(arriving.text)), 'primary')
  const staying = props.stayPossible ? actionButton('stay', own.stay(props.signedIn), 'secondary') : ''
  const form = html`<dl class="facts">!${row(own.signedIn, props.signedIn)} !${arrivingRow}</dl>
    <p>${own.effect(props.services)}</p>
    <p class="small">${props.stayPossible ? own.stayHint : own.stayImpossible}</p>
    !${buttons(frame, html`!${switching} !${staying}`)}`
  return renderStep(frame, {
    step: 'switch_account',
    title: own.title,
    lead: own.lead,
    form,
    hidden: props.hidden ?? {},
  })
}

/** A hint of which nothing can be seen names nobody. */
function arrivingOf({ arriving }: Props): Props['arriving'] {
  if (arriving === null || arriving.proved) return arriving
  const text = shownHint(arriving.text)
  return text === '' ? null : { text, proved: false }
}

function row(label: string, value: string): string {
  return html`<div>
    <dt>${label}</dt>
    <dd><bdi>${value}</bdi></dd>
  </div>`
}
