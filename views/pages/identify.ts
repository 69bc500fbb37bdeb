import { html } from 'ghtml'
import { formatSpan } from '../format.ts'
import type { StepFrame } from '../frame.ts'
import { ownPage } from '../layout.ts'
import { actionButton, buttons, details, field, tickField } from '../partials/form.ts'
import { passwordField } from '../partials/password-field.ts'
import { methodCards } from '../partials/methods.ts'
import { renderStep } from '../partials/step-page.ts'
import { activationText } from '../texts/activation.ts'
import { textsFor } from '../texts/index.ts'
import { registrationText } from '../texts/registration.ts'
import { whoAndWhen } from '../texts/who-and-when.ts'

interface Props {
  /** What the service named (`login_hint`); what was typed before (`values.username`) goes first. */
  readonly username: string
  /** The methods that tell by themselves who it is; a button each. */
  readonly factors: readonly string[]
  /** Seconds without use after which somebody at a shared computer is signed out. */
  readonly sharedIdle: number
}

/** The first page: user name and password together, or a method that identifies by itself. */
export function identifyPage(frame: StepFrame, props: Props): string {
  const texts = textsFor(frame.language)
  const form = html`
    !${field(frame, {
      name: 'username',
      label: texts.fields.username,
      hint: texts.fields.usernameHint,
      autocomplete: 'username',
      value: frame.values['username'] ?? props.username,
    })}
    !${passwordField(frame)} !${sharedTick(frame, props.sharedIdle)}
    !${buttons(frame, actionButton('continue', texts.identify.title, 'primary'))} !${otherMethods(frame, props.factors)}
  `
  return renderStep(frame, {
    step: 'identify',
    title: texts.identify.title,
    lead: texts.identify.lead,
    form,
    after: html`!${newcomers(frame)} !${discontinued(frame)}`,
  })
}

/** "I am at a shared computer". */
function sharedTick(frame: StepFrame, idle: number): string {
  const { shared } = textsFor(frame.language).identify
  const hint = whoAndWhen(frame.language).sharedHint(formatSpan(frame.language, idle))
  return tickField(frame, { name: 'shared', label: html`${shared}`, hint })
}

function newcomers(frame: StepFrame): string {
  const { notYet, start } = registrationText(frame.language)
  const { gotCode, gotCodeLink } = activationText(frame.language)
  return html`<h2 class="or">${notYet}</h2>
    <p><a href="${ownPage('/regisztracio', frame)}">${start}</a></p>
    <p>${gotCode} <a href="${ownPage('/aktivalas', frame)}">${gotCodeLink}</a></p>`
}

function otherMethods(frame: StepFrame, factors: readonly string[]): string {
  if (factors.length === 0) return ''
  const texts = textsFor(frame.language).identify
  return html`<h2 class="or">${texts.otherMethods}</h2>
    !${methodCards(frame.language, factors)}`
}

function discontinued(frame: StepFrame): string {
  const texts = textsFor(frame.language).identify
  const methods = texts.discontinuedMethods.map(
    (method) =>
      html`<dt>${method.name}</dt>
        <dd>${method.instead}</dd>`,
  )
  return details(
    texts.discontinued,
    html`<p>${texts.discontinuedLead}</p>
      <dl>!${methods}</dl>`,
  )
}
