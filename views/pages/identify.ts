import { html } from 'ghtml'
import type { StepFrame } from '../frame.ts'
import { ownPage } from '../layout.ts'
import { actionButton, buttons, details, field, tickField } from '../partials/form.ts'
import { methodCards } from '../partials/methods.ts'
import { renderStep } from '../partials/step-page.ts'
import { textsFor } from '../texts/index.ts'

interface Props {
  /** What the service named (`login_hint`); what was typed before (`values.username`) goes first. */
  readonly username: string
  /** The methods that tell by themselves who it is; a button each. */
  readonly factors: readonly string[]
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
    !${field(frame, { name: 'password', label: texts.fields.password, type: 'password', autocomplete: 'current-password' })}
    <p class="beside">
      <a href="${ownPage('/segitseg/elfelejtett-jelszo', frame)}">${texts.identify.forgotten}</a>
    </p>
    !${sharedTick(frame)} !${buttons(frame, actionButton('continue', texts.identify.title, 'primary'))}
    !${otherMethods(frame, props.factors)}
  `
  return renderStep(frame, {
    step: 'identify',
    title: texts.identify.title,
    lead: texts.identify.lead,
    form,
    after: discontinued(frame),
  })
}

/** "I am at a shared computer". */
function sharedTick(frame: StepFrame): string {
  const { shared, sharedHint } = textsFor(frame.language).identify
  return tickField(frame, { name: 'shared', label: html`${shared}`, hint: sharedHint })
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
