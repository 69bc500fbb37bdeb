import { html } from 'ghtml'
import { formatInstant } from '../../format.ts'
import type { StepFrame } from '../../frame.ts'
import { ownPage } from '../../layout.ts'
import { actionButton, buttons, fieldError, hasFault } from '../../partials/form.ts'
import { newPasswordFields } from '../../partials/new-password.ts'
import { renderStep } from '../../partials/step-page.ts'
import { signatureText } from '../../texts/signature.ts'

export interface UploadProps {
  readonly name: string
  readonly username: string
  /** Epoch seconds: until when the form can be given back. */
  readonly expires: number
}

/** C12, second page: download, sign, upload or paste, and a password. */
export function uploadPage(frame: StepFrame, props: UploadProps): string {
  const { upload } = signatureText(frame.language)
  const step = (title: string, text: string, more = '') =>
    html`<li>
      <h2>${title}</h2>
      <p>${text}</p>
      !${more}
    </li>`
  const download = html`<p class="buttons">
    <a class="button secondary" href="/regisztracio/alairas/urlap.json" download>${upload.downloadLink}</a>
  </p>`
  const form = html`<dl class="facts">
      !${fact(upload.name, props.name)} !${fact(upload.username, props.username)}
      !${fact(upload.until, formatInstant(frame.language, props.expires))}
    </dl>
    <p><a href="${ownPage('/regisztracio/alairas', frame)}">${upload.startAgain}</a></p>
    <ol class="steps">
      !${step(upload.download, upload.downloadText, download)} !${step(upload.sign, upload.signText)}
    </ol>
    <h2>${upload.give}</h2>
    !${signedFile(frame)}
    <div class="field">
      <label for="signed">${upload.paste}</label>
      <p class="hint" id="signed-hint">${upload.pasteHint}</p>
      <textarea
        id="signed"
        name="signed"
        rows="4"
        autocomplete="off"
        spellcheck="false"
        aria-describedby="signed-hint"
      ></textarea>
    </div>
    <h2>${upload.password}</h2>
    <input type="text" name="username" value="${props.username}" autocomplete="username" readonly hidden />
    !${newPasswordFields(frame, { asksValidity: true })}
    !${buttons(frame, actionButton('continue', upload.submit, 'primary'))}`
  return renderStep(frame, { step: 'register/signed-form', title: upload.title, lead: upload.lead, form, files: true })
}

function signedFile(frame: StepFrame): string {
  const { upload } = signatureText(frame.language)
  const faulty = hasFault(frame, 'signed_file')
  const described = `signed_file-hint${faulty ? ' signed_file-error' : ''}`
  return html`<div class="field!${faulty ? ' faulty' : ''}">
    <label for="signed_file">${upload.file}</label>
    <p class="hint" id="signed_file-hint">${upload.fileHint}</p>
    !${fieldError(frame, 'signed_file')}
    <input
      id="signed_file"
      name="signed_file"
      type="file"
      aria-describedby="${described}"
      !${faulty ? 'aria-invalid="true"' : ''}
    />
  </div>`
}

function fact(term: string, value: string): string {
  return html`<div>
    <dt>${term}</dt>
    <dd>${value}</dd>
  </div>`
}
