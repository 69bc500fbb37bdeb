/** The pages of the authenticator app: the code, setting it up, and its deletion code. */
import { html } from 'ghtml'
import { inGroups } from '../format.ts'
import type { StepFrame } from '../frame.ts'
import { actionButton, buttons, details, field, fieldError } from '../partials/form.ts'
import { icon } from '../partials/icons.ts'
import { lostWay } from '../partials/lost-way.ts'
import { renderStep } from '../partials/step-page.ts'
import { whoIsAsked } from '../partials/who-is-asked.ts'
import { textsFor } from '../texts/index.ts'

/** Asks for the code that the app shows now. */
export function totpPage(frame: StepFrame): string {
  const texts = textsFor(frame.language)
  const after = lostWay(frame)
  const form = html`!${whoIsAsked(frame)} !${codeField(frame)}
  !${buttons(frame, actionButton('continue', texts.buttons.continue, 'primary'))}`
  return renderStep(frame, { step: 'authenticate/totp', title: texts.totp.title, lead: texts.totp.lead, form, after })
}

function codeField(frame: StepFrame): string {
  const texts = textsFor(frame.language)
  return field(frame, {
    name: 'code',
    label: texts.fields.code,
    hint: texts.totp.codeHint,
    autocomplete: 'one-time-code',
    code: true,
  })
}

interface EnrolProps {
  /** The secret in base32, with or without spaces. */
  readonly secretText: string
  /** `otpauth://totp/…`, opens the app on the same device. */
  readonly otpauthUri: string
  /** The same as a picture: an `<svg>` of our own making, trusted as it is. */
  readonly qr: string
}

/** Sets up the app: install, scan or type, prove by a code. */
export function totpEnrolPage(frame: StepFrame, props: EnrolProps): string {
  const texts = textsFor(frame.language)
  const own = texts.totpEnrol
  const form = html`<ol class="steps">
      <li>
        <h2>${own.stepInstall}</h2>
        <p>${own.stepInstallText}</p>
      </li>
      <li>
        <h2>${own.stepScan}</h2>
        <p>${own.stepScanText}</p>
        <div class="qr" role="img" aria-label="${own.qrLabel}">!${props.qr}</div>
        !${otherWays(frame, props)}
      </li>
      <li>
        <h2>${own.stepCode}</h2>
        !${codeField(frame)}
      </li>
    </ol>
    !${buttons(frame, actionButton('continue', texts.buttons.continue, 'primary'))}`
  return renderStep(frame, { step: 'enrol/totp', title: own.title, lead: own.lead, form })
}

function otherWays(frame: StepFrame, props: EnrolProps): string {
  const texts = textsFor(frame.language)
  const own = texts.totpEnrol
  const app = props.otpauthUri.startsWith('otpauth://')
    ? html`<p><a href="${props.otpauthUri}">${own.openApp}</a></p>`
    : ''
  return details(
    own.cannotScan,
    html`!${app}
      <p id="key-text">${own.keyText}</p>
      <p class="secret" data-copy="${texts.buttons.copy}" data-copied="${texts.buttons.copied}">
        <span class="hidden">${own.keyLabel}: </span><span class="code">${inGroups(props.secretText, 4)}</span>
      </p>`,
  )
}

interface DeletionCodeProps {
  /** Sixteen digits, with or without spaces; this page is their only appearance. */
  readonly code: string
}

/** Shows the deletion code once; goes on when the person says it is saved (field `saved`). */
export function deletionCodePage(frame: StepFrame, props: DeletionCodeProps): string {
  const texts = textsFor(frame.language)
  const own = texts.deletionCode
  const faulty = frame.error?.field === 'saved'
  const invalid = faulty ? html` aria-invalid="true" aria-describedby="saved-error"` : ''
  const { copy, copied, print } = texts.buttons
  const form = html`<div class="keepsake">
      <p class="keepsake-label">${own.codeLabel}</p>
      <p class="secret big" data-copy="${copy}" data-copied="${copied}" data-print="${print}">
        <span class="code">${inGroups(props.code, 4)}</span>
      </p>
    </div>
    <p class="note">!${icon('info')} <span>${own.advice}</span></p>
    <div class="field!${faulty ? ' faulty' : ''}">
      !${fieldError(frame, 'saved')}
      <div class="tick">
        <input type="checkbox" id="saved" name="saved" value="yes" !${invalid} />
        <label for="saved">${own.saved}</label>
      </div>
    </div>
    !${buttons(frame, actionButton('continue', texts.buttons.finish, 'primary'))}`
  return renderStep(frame, { step: 'enrol/totp', title: own.title, lead: own.lead, form })
}
