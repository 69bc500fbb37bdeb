/** The pages of passkeys. The browser's own part is done by `public/kapu.js`: without scripts another way must be taken. */
import { html } from 'ghtml'
import type { StepFrame } from '../frame.ts'
import { actionButton, buttons, field } from '../partials/form.ts'
import { lostWay } from '../partials/lost-way.ts'
import { renderStep } from '../partials/step-page.ts'
import { whoIsAsked } from '../partials/who-is-asked.ts'
import { passkeyTexts } from '../texts/passkey.ts'

interface Props {
  /** What the browser is asked, as JSON (WebAuthn §5.4, §5.5). */
  readonly options: string
}

/** Asks the browser to sign in with a passkey. */
export function passkeyPage(frame: StepFrame, { options }: Props): string {
  const own = passkeyTexts(frame.language)
  const form = html`!${whoIsAsked(frame)} !${ceremony(frame, 'get', options)}
  !${buttons(frame, actionButton('continue', own.use, 'primary'))}`
  const after = lostWay(frame)
  return renderStep(frame, { step: 'authenticate/passkey', title: own.useTitle, lead: own.useLead, form, after })
}

/** Makes a passkey, and gives it a name. */
export function passkeyEnrolPage(frame: StepFrame, { options }: Props): string {
  const own = passkeyTexts(frame.language)
  const form = html`!${field(frame, {
    name: 'passkey_name',
    label: own.name,
    hint: own.nameHint,
    autocomplete: 'off',
    value: frame.values['passkey_name'] ?? '',
    required: false,
  })}
  !${ceremony(frame, 'create', options)} !${buttons(frame, actionButton('continue', own.make, 'primary'))}`
  return renderStep(frame, { step: 'enrol/passkey', title: own.makeTitle, lead: own.makeLead, form })
}

function ceremony(frame: StepFrame, kind: 'get' | 'create', options: string): string {
  const own = passkeyTexts(frame.language)
  return html`<input type="hidden" name="credential" value="" data-passkey="${kind}" data-options="${options}" />
    <div role="status" class="passkey-status" data-failed="${own.failed}" data-missing="${own.missing}"></div>
    <noscript><p class="note">${own.noScript}</p></noscript>`
}
