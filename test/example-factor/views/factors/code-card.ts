/** The pages of the code card: the code that is next, and all of them to write down. */
import { html } from 'ghtml'
import type { StepFrame } from '../frame.ts'
import { actionButton, buttons, field } from '../partials/form.ts'
import { renderStep } from '../partials/step-page.ts'
import { whoIsAsked } from '../partials/who-is-asked.ts'
import { codeCardTexts } from '../texts/factors/code-card.ts'
import { textsFor } from '../texts/index.ts'

/** Asks for the code with this number, from 1. */
export function codeCardPage(frame: StepFrame, { number }: { readonly number: number }): string {
  const own = codeCardTexts[frame.language]
  const form = html`!${whoIsAsked(frame)} !${codeField(frame, own.numbered(number))} !${next(frame)}`
  return renderStep(frame, { step: 'authenticate/code-card', title: own.title, lead: own.lead, form })
}

/** Shows the codes once, and asks for the first. */
export function codeCardEnrolPage(frame: StepFrame, { codes }: { readonly codes: readonly string[] }): string {
  const own = codeCardTexts[frame.language]
  const form = html`<ol>
      !${codes.map((code) => html`<li><span class="code">${code}</span></li>`)}
    </ol>
    !${codeField(frame, own.numbered(1))} !${next(frame)}`
  return renderStep(frame, { step: 'enrol/code-card', title: own.enrolTitle, lead: own.enrolLead, form })
}

function codeField(frame: StepFrame, label: string): string {
  return field(frame, { name: 'code', label, autocomplete: 'one-time-code', code: true })
}

function next(frame: StepFrame): string {
  return buttons(frame, actionButton('continue', textsFor(frame.language).buttons.continue, 'primary'))
}
