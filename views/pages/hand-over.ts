import { html } from 'ghtml'
import type { Frame } from '../frame.ts'
import { renderDocument } from '../layout.ts'
import { safeHref } from '../safe-href.ts'
import { textsFor } from '../texts/index.ts'

interface Props {
  /** The service's address that the answer is posted to. */
  readonly action: string
  /** The answer; posted as it is, and nothing else with it. */
  readonly fields: readonly { readonly name: string; readonly value: string }[]
}

/** Posts an answer on to the service (`response_mode=form_post`): at once where scripts run, else by a button. */
export function handOverPage(frame: Frame, props: Props): string {
  const own = textsFor(frame.language).handOver
  const hidden = props.fields.map(({ name, value }) => html`<input type="hidden" name="${name}" value="${value}" />`)
  const content = html`<div class="card">
    <h1>${own.title}</h1>
    <p class="lead">${own.lead}</p>
    <form method="post" id="step" action="${safeHref(props.action)}" data-send>
      !${hidden}
      <div class="buttons"><button type="submit" class="button primary">${own.continue}</button></div>
    </form>
  </div>`
  return renderDocument(frame, { step: 'hand_over', title: own.title, content })
}
