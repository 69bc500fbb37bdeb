import { html } from 'ghtml'
import type { Frame } from '../../frame.ts'
import { ownPage, renderDocument } from '../../layout.ts'
import { details } from '../../partials/form.ts'
import { icon } from '../../partials/icons.ts'
import { registrationText } from '../../texts/registration.ts'

export interface SentProps {
  readonly username: string
  /** Masked. */
  readonly address: string
  /** Epoch seconds: the code's last. */
  readonly codeUntil: number
  /** Epoch seconds: the last of a temporary registration; null for one that needs no finalising. */
  readonly finaliseBy: number | null
}

/** What was sent where, until when, and what comes next. */
export function sentPage(frame: Frame, props: SentProps): string {
  const { sent } = registrationText(frame.language)
  const { finaliseBy } = props
  const finalise =
    finaliseBy === null
      ? ''
      : html`<li>
          <h3>${sent.finalise}</h3>
          <p>${sent.finaliseText(finaliseBy)}</p>
        </li>`
  const content = html`<div class="card">
    <p class="verdict good">!${icon('check')}</p>
    <h1>${sent.title}</h1>
    <p class="lead">${sent.lead(props.address)}</p>
    <dl class="facts">
      !${fact(sent.username, props.username)} !${fact(sent.codeUntil, sent.deadline(props.codeUntil))}
      !${finaliseBy === null ? '' : fact(sent.finaliseBy, sent.day(finaliseBy))}
    </dl>
    <p class="note">${sent.keep}</p>
    <h2>${sent.next}</h2>
    <ol class="steps">
      <li>
        <h3>${sent.activate}</h3>
        <p>${sent.activateText}</p>
      </li>
      !${finalise}
      <li>
        <h3>${sent.signIn}</h3>
        <p>${sent.signInText}</p>
      </li>
    </ol>
    <p class="buttons"><a class="button primary" href="${ownPage('/aktivalas', frame)}">${sent.activate}</a></p>
    !${details(sent.notArrived, html`<p>${sent.notArrivedText}</p>`)}
  </div>`
  return renderDocument(frame, { step: 'register/sent', title: sent.title, content })
}

function fact(term: string, value: string): string {
  return html`<div>
    <dt>${term}</dt>
    <dd>${value}</dd>
  </div>`
}
