/** `/torlokod/varakozas`: a lost way to sign in is removed after a waiting period; and the link that cancels it. */
import { html } from 'ghtml'
import type { Frame, StepFrame } from '../../frame.ts'
import { ownPage, renderDocument } from '../../layout.ts'
import { actionButton, buttons, details, field, selectField } from '../../partials/form.ts'
import { icon } from '../../partials/icons.ts'
import { renderStep } from '../../partials/step-page.ts'
import { textsFor } from '../../texts/index.ts'
import { type Losable, recoverTexts } from '../../texts/recover.ts'

/** What the country asks for, in seconds. */
interface Offered {
  readonly waiting: number
  readonly noticeAge: number
  readonly mailHold: number
}

interface RecoverProps extends Offered {
  /** What this installation can take away. */
  readonly ways: readonly Losable[]
}

/** Who, and what was lost. */
export function recoverPage(frame: StepFrame, { ways, ...offered }: RecoverProps): string {
  const own = recoverTexts(frame.language)
  const { fields } = textsFor(frame.language)
  const hours = hoursOf(offered.waiting)
  const form = html`!${details(own.conditions, list(own.conditionList(daysOf(offered))))}
    !${field(frame, {
      name: 'username',
      label: fields.username,
      autocomplete: 'username',
      value: frame.values['username'] ?? '',
    })}
    !${field(frame, {
      name: 'password',
      label: fields.password,
      type: 'password',
      autocomplete: 'current-password',
    })}
    !${selectField(frame, {
      name: 'lost',
      label: own.lost,
      hint: own.lostHint,
      value: frame.values['lost'] ?? '',
      options: ways.map((way) => [way, own.ways[way]] as const),
    })}
    <p>${own.whatNext(hours)}</p>
    !${buttons(frame, actionButton('continue', own.submit, 'primary'))}`
  return renderStep(frame, { step: 'recover', title: own.title, lead: own.lead(hours), form })
}

interface CodeProps {
  /** Three digits that the mail repeats, so that an old mail is not used by mistake. */
  readonly sessionNumber: string
  /** As `maskEmail` writes it. */
  readonly maskedAddress: string
}

/** The code that went to the identification address. */
export function recoverCodePage(frame: StepFrame, { sessionNumber, maskedAddress }: CodeProps): string {
  const own = recoverTexts(frame.language)
  const { fields, emailCode } = textsFor(frame.language)
  const form = html`<p class="sent">${own.codeLead} <strong class="address">${maskedAddress}</strong></p>
    <div class="keepsake">
      <p class="keepsake-label">${emailCode.sessionNumber}</p>
      <p class="session-number">${sessionNumber}</p>
      <p class="hint">${emailCode.sessionNumberHint}</p>
    </div>
    !${field(frame, {
      name: 'code',
      label: fields.code,
      hint: emailCode.validity,
      autocomplete: 'one-time-code',
      code: true,
    })}
    !${buttons(frame, actionButton('continue', own.start, 'primary'))}`
  const after = html`<p class="buttons more">
    <a class="button quiet" href="${ownPage('/torlokod/varakozas', frame)}">${own.again}</a>
  </p>`
  return renderStep(frame, { step: 'recover/code', title: own.codeTitle, form, after })
}

/** The answer, whether or not anything began: nothing of it depends on the account. */
export function recoverAskedPage(frame: Frame, offered: Offered): string {
  const own = recoverTexts(frame.language)
  const content = html`<div class="card">
    <h1>${own.askedTitle}</h1>
    <p class="lead">${own.askedLead}</p>
    <ol class="steps">
      !${own.askedSteps(hoursOf(offered.waiting)).map((step) => html`<li><p>${step}</p></li>`)}
    </ol>
    !${details(
      own.notArrived,
      html`!${list(own.reasons(daysOf(offered)))}
        <p>${own.remains}</p>`,
    )}
  </div>`
  return renderDocument(frame, { step: 'recover/asked', title: own.askedTitle, content })
}

/** `/torlokod/lemondas/…`: opening the link changes nothing; the button does. */
export function recoverCancelPage(frame: StepFrame): string {
  const own = recoverTexts(frame.language)
  const form = html`<p>${own.cancelText}</p>
    !${buttons(frame, actionButton('cancel', own.cancelButton, 'primary'))}`
  return renderStep(frame, { step: 'recover/cancel', title: own.cancelTitle, lead: own.cancelLead, form })
}

/** What came of the button, and what to do if a stranger was at work. */
export function recoverCancelOutcomePage(frame: Frame, done: boolean): string {
  const own = recoverTexts(frame.language)
  const title = done ? own.cancelledTitle : own.deadTitle
  const next = done
    ? html`<p class="note">!${icon('warning')} <span>${own.ifNotYou}</span></p>
        <p>${own.ifYou}</p>
        <p class="buttons">
          <a class="button primary" href="${ownPage('/elfelejtett-jelszo', frame)}">${own.newPassword}</a>
        </p>`
    : ''
  const content = html`<div class="card">
    <p class="verdict ${done ? 'good' : 'bad'}">!${icon(done ? 'check' : 'warning')}</p>
    <h1>${title}</h1>
    <p class="lead">${done ? own.cancelled : own.dead}</p>
    !${next}
  </div>`
  return renderDocument(frame, { step: done ? 'recover/cancelled' : 'recover/dead', title, content, faulty: !done })
}

function list(items: readonly string[]): string {
  return html`<ul>
    !${items.map((item) => html`<li>${item}</li>`)}
  </ul>`
}

/** Waits are told in whole hours; mails tell the instant. */
export function hoursOf(seconds: number): number {
  return Math.ceil(seconds / 3_600)
}

function daysOf({ noticeAge, mailHold }: Offered): { readonly notice: number; readonly hold: number } {
  return { notice: Math.ceil(noticeAge / 86_400), hold: Math.ceil(mailHold / 86_400) }
}
