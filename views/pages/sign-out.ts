import { html } from 'ghtml'
import type { StepFrame } from '../frame.ts'
import { actionButton } from '../partials/form.ts'
import { icon } from '../partials/icons.ts'
import { renderStep } from '../partials/step-page.ts'
import { textsFor } from '../texts/index.ts'

interface Props {
  /** Who is signed in, masked; null where it is not known. */
  readonly signedIn: string | null
  /** The service asks for the end of another person's sign-in, which is over in this browser. */
  readonly anotherPerson?: boolean
  /** How many services were entered in this browser. */
  readonly services: number
  /** Further hidden fields, such as the provider's `xsrf`. */
  readonly hidden?: Readonly<Record<string, string>>
}

/** Asks from where to sign out, and says what stays open. `here` is offered where the service is known. */
export function signOutPage(frame: StepFrame, props: Props): string {
  const own = textsFor(frame.language).signOut
  const here =
    frame.service === null ? '' : choice(actionButton('here', own.here(frame.service.name), 'secondary'), own.hereHint)
  const form = html`!${
      props.signedIn === null
        ? ''
        : html`<p class="whose">
            !${icon('person')} <span>${own.signedInAs}: <strong>${props.signedIn}</strong></span>
          </p>`
    }
    !${
      props.anotherPerson === true
        ? html`<p class="note">!${icon('warning')} <span>${own.anotherPerson}</span></p>`
        : ''
    }
    !${choice(actionButton('everywhere', own.everywhere, 'primary'), own.everywhereHint(props.services))} !${here}
    <p class="note">!${icon('info')} <span>${own.sharedHint}</span></p>
    <div class="buttons more">!${actionButton('cancel', own.cancel)}</div>`
  return renderStep(frame, { step: 'sign_out', title: own.title, lead: own.lead, form, hidden: props.hidden ?? {} })
}

function choice(button: string, hint: string): string {
  return html`<div class="choice">
    !${button}
    <p class="hint">${hint}</p>
  </div>`
}
