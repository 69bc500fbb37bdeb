import { html } from 'ghtml'
import type { EndedWay } from '../../src/assurance/ended-ways.ts'
import { formatSpan } from '../format.ts'
import type { StepFrame } from '../frame.ts'
import { ownPage } from '../layout.ts'
import { actionButton, buttons, details, field, tickField } from '../partials/form.ts'
import { passwordField } from '../partials/password-field.ts'
import { guideLink } from '../partials/guide-link.ts'
import { icon } from '../partials/icons.ts'
import { methodCards, type MethodMarks, noticeWords } from '../partials/methods.ts'
import { renderStep } from '../partials/step-page.ts'
import { activationText } from '../texts/activation.ts'
import { endedWords } from '../texts/ended-ways.ts'
import { textsFor } from '../texts/index.ts'
import { registrationText } from '../texts/registration.ts'
import { whoAndWhen } from '../texts/who-and-when.ts'

interface Props {
  /** What the service named (`login_hint`); what was typed before (`values.username`) goes first. */
  readonly username: string
  /** The methods that tell by themselves who it is; a button each. */
  readonly factors: readonly string[]
  readonly marks?: MethodMarks
  /** The page that leads somebody who is unsure. */
  readonly guide?: string
  /** What one could sign in with before. */
  readonly ended: readonly EndedWay[]
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
    !${passwordField(frame)} !${passwordNotice(frame, props.marks)} !${sharedTick(frame, props.sharedIdle)}
    !${buttons(frame, actionButton('continue', texts.identify.title, 'primary'))} !${otherMethods(frame, props)}
    !${guideLink(frame, props.guide)}
  `
  return renderStep(frame, {
    step: 'identify',
    title: texts.identify.title,
    lead: texts.identify.lead,
    form,
    after: html`!${newcomers(frame)} !${discontinued(frame, props.ended)}`,
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

/** The name and the password are always there to be typed: whoever has nothing else would have no way on. */
function passwordNotice(frame: StepFrame, marks: MethodMarks = {}): string {
  const notice = marks['password']?.notice ?? null
  if (notice === null) return ''
  return html`<p class="note">!${icon('warning')} <span>${noticeWords(frame.language, notice)}</span></p>`
}

function otherMethods(frame: StepFrame, { factors, marks }: Props): string {
  if (factors.length === 0) return ''
  const texts = textsFor(frame.language).identify
  return html`<h2 class="or">${texts.otherMethods}</h2>
    !${methodCards(frame.language, factors, marks)}`
}

function discontinued(frame: StepFrame, ended: readonly EndedWay[]): string {
  if (ended.length === 0) return ''
  const texts = textsFor(frame.language).identify
  const ways = ended.map((way) => {
    const words = endedWords(frame.language, way)
    return html`<dt>${words.name}</dt>
      <dd>${words.ended} ${words.instead}</dd>`
  })
  return details(
    texts.discontinued,
    html`<p>${texts.discontinuedLead}</p>
      <dl>!${ways}</dl>`,
  )
}
