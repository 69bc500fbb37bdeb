import { html } from 'ghtml'
import type { StepFrame } from '../frame.ts'
import { actionButton, buttons } from '../partials/form.ts'
import { passwordField } from '../partials/password-field.ts'
import { renderStep } from '../partials/step-page.ts'
import { whoIsAsked } from '../partials/who-is-asked.ts'
import { textsFor } from '../texts/index.ts'

interface Props {
  /** Shown, and given to password managers; null where it must not be shown. */
  readonly username: string | null
}

/** Asks for the password again (re-authentication); the first time it is asked on `identifyPage`. */
export function passwordPage(frame: StepFrame, props: Props): string {
  const texts = textsFor(frame.language)
  const form = html`!${account(frame, props.username)} !${whoIsAsked(frame)} !${passwordField(frame)}
  !${buttons(frame, actionButton('continue', texts.buttons.continue, 'primary'))}`
  return renderStep(frame, {
    step: 'authenticate/password',
    title: texts.password.title,
    lead: texts.password.lead,
    form,
  })
}

/** Password managers need a field of the name; `hidden` takes it from sight and from the reading order. */
function account(frame: StepFrame, username: string | null): string {
  if (username === null) return ''
  return html`<dl class="facts">
      <div>
        <dt>${textsFor(frame.language).password.as}</dt>
        <dd>${username}</dd>
      </div>
    </dl>
    <input type="text" name="username" value="${username}" autocomplete="username" readonly hidden />`
}
