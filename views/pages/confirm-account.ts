import { html } from 'ghtml'
import type { StepFrame } from '../frame.ts'
import { actionButton, buttons } from '../partials/form.ts'
import { icon } from '../partials/icons.ts'
import { renderStep } from '../partials/step-page.ts'
import { textsFor } from '../texts/index.ts'

interface Props {
  /** Who is signed in, masked (`maskName`). */
  readonly signedIn: string
  /** How many services the person would be signed out of by going on as somebody else. */
  readonly services: number
  /** Further hidden fields: which session the page speaks of. */
  readonly hidden?: Readonly<Record<string, string>>
}

/** Names the account before going on with it, where the service or the person asked for that. */
export function confirmAccountPage(frame: StepFrame, props: Props): string {
  const texts = textsFor(frame.language)
  const own = texts.confirmAccount
  const form = html`<p class="whose">!${icon('person')} <strong>${props.signedIn}</strong></p>
    !${buttons(frame, actionButton('continue', own.continueAs(props.signedIn), 'primary'), [
      actionButton('switch', own.switch),
    ])}
    <p class="small">${texts.switchAccount.effect(props.services)}</p>`
  return renderStep(frame, {
    step: 'confirm_account',
    title: own.title,
    lead: own.lead,
    form,
    hidden: props.hidden ?? {},
  })
}
