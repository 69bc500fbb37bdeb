/**
 * The pages of the DÁP app: the request, its approval, its end. Without scripts the page asks again by itself every few
 * seconds; with them the server says so at once.
 */
import { html } from 'ghtml'
import { formatTime } from '../format.ts'
import type { StepFrame } from '../frame.ts'
import { actionButton, buttons, details, field } from '../partials/form.ts'
import { renderStep } from '../partials/step-page.ts'
import { whoIsAsked } from '../partials/who-is-asked.ts'
import { dapTexts } from '../texts/dap.ts'
import { errorWords, formError, type ErrorCode } from '../texts/errors.ts'
import { textsFor } from '../texts/index.ts'

interface Shared {
  readonly purpose: 'authenticate' | 'enrol'
  readonly simulated: boolean
}

interface RequestProps extends Shared {
  /** An `<svg>` of our own making, trusted as it is. */
  readonly qr: string
  readonly qrText: string
  readonly deepLink: string
  readonly matchNumber: string
  /** Epoch seconds. */
  readonly expiresAt: number
  readonly statusPath: string
  readonly status: 'pending' | 'scanned'
}

/** Seconds between two looks of a page without scripts. */
const LOOK_AGAIN = 5

/** The request as a QR code, and as a link for the same device. */
export function dapPage(frame: StepFrame, props: RequestProps): string {
  const own = dapTexts(frame.language)
  const form = html`!${simulator(frame, props)} !${whoIsAsked(frame)} !${openHere(frame, props.deepLink)}
    <h2>${own.otherDevice}</h2>
    <ol class="steps">
      <li><p>${own.open}</p></li>
      <li>
        <p>${own.scan}</p>
        <div class="qr" role="img" aria-label="${own.qrLabel}">!${props.qr}</div>
        !${cannotScan(frame, props)}
      </li>
      <li>
        <p id="match-number">${own.choose}</p>
        <p class="secret big"><span class="code" data-match-number>${props.matchNumber}</span></p>
      </li>
      <li><p>${own.approve[props.purpose]}</p></li>
    </ol>
    <p role="status" data-status="${props.statusPath}" data-scanned="${own.scanned}">
      ${props.status === 'scanned' ? own.scanned : own.pending}
    </p>
    <p class="small">${own.until(formatTime(props.expiresAt))}</p>
    !${buttons(frame, actionButton('continue', own.check, 'primary'))}`
  return renderStep(frame, {
    step: `${props.purpose}/dap`,
    title: own.title[props.purpose],
    lead: own.lead[props.purpose],
    form,
    lookAgain: LOOK_AGAIN,
  })
}

/** The app has answered: go on, at once where scripts run; an enrolled app gets a name first. */
export function dapApprovedPage(frame: StepFrame, props: Shared & { readonly elsewhere: boolean }): string {
  const own = dapTexts(frame.language)
  if (props.elsewhere) return elsewherePage(frame, props)
  const isEnrolment = props.purpose === 'enrol'
  const name = field(frame, {
    name: 'device_name',
    label: own.name,
    hint: own.nameHint,
    autocomplete: 'off',
    value: frame.values['device_name'] ?? '',
    required: false,
  })
  const go = actionButton('continue', textsFor(frame.language).buttons.continue, 'primary')
  const form = html`!${simulator(frame, props)} !${isEnrolment ? name : ''}
    <div !${isEnrolment ? '' : 'data-press'}>!${buttons(frame, go)}</div>`
  return renderStep(frame, {
    step: `${props.purpose}/dap`,
    title: own.approvedTitle,
    lead: own.approvedLead[props.purpose],
    form,
  })
}

/** On the same device the app sent the browser back already, to another tab. */
function elsewherePage(frame: StepFrame, props: Shared): string {
  const own = dapTexts(frame.language)
  const form = html`!${simulator(frame, props)} !${buttons(frame, actionButton('resend', own.again, 'secondary'))}`
  return renderStep(frame, {
    step: `${props.purpose}/dap`,
    title: own.approvedTitle,
    lead: own.elsewhere,
    form,
    lookAgain: LOOK_AGAIN,
  })
}

/** Nothing came of it: what happened, a new code, and the way back to the choice. */
export function dapEndedPage(frame: StepFrame, props: Shared & { readonly code: ErrorCode }): string {
  const own = dapTexts(frame.language)
  const error = formError(frame.language, props.code)
  const form = html`!${simulator(frame, props)} !${buttons(frame, actionButton('resend', own.again, 'primary'))}`
  const { advice: lead } = errorWords(frame.language, props.code)
  return renderStep(
    { ...frame, error },
    { step: `${props.purpose}/dap`, title: own.endedTitle[props.purpose], lead, form },
  )
}

function simulator(frame: StepFrame, { simulated }: Shared): string {
  return simulated ? html`<p class="note">${dapTexts(frame.language).simulator}</p>` : ''
}

function cannotScan(frame: StepFrame, { qrText }: RequestProps): string {
  const own = dapTexts(frame.language)
  const texts = textsFor(frame.language).buttons
  return details(
    own.cannotScan,
    html`<p>${own.pasteText}</p>
      <p class="secret" data-copy="${texts.copy}" data-copied="${texts.copied}">
        <span class="hidden">${own.pasteLabel}: </span><span class="code" data-request>${qrText}</span>
      </p>`,
  )
}

/** Wallets are opened by a scheme of their own, or by an https address that the app has claimed. */
function openHere(frame: StepFrame, href: string): string {
  if (!/^(openid4vp|haip-vp|https?):\/\//.test(href)) return ''
  return html`<div class="buttons">
    <a class="button secondary" href="${href}">${dapTexts(frame.language).sameDevice}</a>
  </div>`
}
