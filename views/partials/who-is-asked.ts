import { html } from 'ghtml'
import type { StepFrame } from '../frame.ts'
import { textsFor } from '../texts/index.ts'

/** Whose proof is asked for where somebody else may sit: the name stays masked until its owner has proved something. */
export function whoIsAsked(frame: StepFrame): string {
  if (frame.asked === undefined) return ''
  return html`<dl class="facts">
    <div>
      <dt>${textsFor(frame.language).switchAccount.signedIn}</dt>
      <dd>${frame.asked}</dd>
    </div>
  </dl>`
}
