import { html } from 'ghtml'
import type { StepFrame } from '../frame.ts'
import { renderDocument } from '../layout.ts'
import { expiry } from './expiry.ts'
import { errorSummary, stepForm } from './form.ts'

interface StepPage {
  readonly step: string
  readonly title: string
  readonly lead?: string
  /** Trusted markup between the lead and the form's buttons. */
  readonly form: string
  /** Trusted markup below the form: explanations. */
  readonly after?: string
  readonly hidden?: Readonly<Record<string, string>>
  /** The form carries files. */
  readonly files?: boolean
  /** Seconds after which a browser without scripts asks for the page again. */
  readonly lookAgain?: number
}

/** A page of the sign-in: fault, heading, one sentence, one form. */
export function renderStep(frame: StepFrame, page: StepPage): string {
  const content = html`<div class="card">
    !${errorSummary(frame)}
    <h1>${page.title}</h1>
    !${page.lead === undefined ? '' : html`<p class="lead">${page.lead}</p>`} !${stepForm(frame, page.form, page)}
    !${expiry(frame)} !${page.after ?? ''}
  </div>`
  const lookAgain = page.lookAgain === undefined ? undefined : { seconds: page.lookAgain, at: frame.action }
  return renderDocument(frame, {
    step: page.step,
    title: page.title,
    content,
    faulty: frame.error !== null,
    ...(lookAgain && { lookAgain }),
  })
}
