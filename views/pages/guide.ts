import { html } from 'ghtml'
import type { StepFrame } from '../frame.ts'
import { ownPage } from '../layout.ts'
import { actionButton, buttons, tickField } from '../partials/form.ts'
import { methodCards, type MethodMarks, methodWords } from '../partials/methods.ts'
import { renderStep } from '../partials/step-page.ts'
import { guideTexts, type GuideQuestion } from '../texts/guide.ts'

/** The questions: what does this person have? */
export function guidePage(
  frame: StepFrame,
  { possessions }: { readonly possessions: readonly GuideQuestion[] },
): string {
  const own = guideTexts(frame.language)
  const ticks = possessions.map((name) =>
    tickField(frame, { name, label: html`${own.questions[name].text}`, hint: own.questions[name].hint }),
  )
  const form = html`<fieldset>
      <legend>${own.legend}</legend>
      !${ticks}
    </fieldset>
    !${buttons(frame, actionButton('continue', own.ask, 'primary'))}`
  return renderStep(frame, { step: 'guide', title: own.title, lead: own.lead, form })
}

interface Answer {
  /** The method that suits; null where none of those offered does. */
  readonly best: { readonly factor: string; readonly afterPassword: boolean } | null
  readonly marks: MethodMarks
  /** Somebody has proved or chosen something already. */
  readonly isBegun: boolean
  /** Where the button of the method leads. */
  readonly action: string
  /** The questions once more. */
  readonly again: string
}

/** One recommendation with its button, or what to do where nothing fits. */
export function guideAnswerPage(frame: StepFrame, answer: Answer): string {
  const own = guideTexts(frame.language)
  const placed = { ...frame, action: answer.action }
  const again = html`<p><a href="${answer.again}">${own.again}</a></p>`
  const { best } = answer
  const step = 'guide/answer'
  if (best === null) {
    const form = html`!${nothingFits(frame, answer.isBegun)} !${back(placed, own.backAnyway)} !${again}`
    return renderStep(placed, { step, title: own.nothingTitle, lead: own.nothingLead, form, hidden: { back: 'yes' } })
  }
  if (best.afterPassword || best.factor === 'password') {
    const { name, need } = methodWords(frame.language, best.factor)
    const words = best.afterPassword ? own.afterPassword(name) : own.passwordAlone
    const form = html`<p>${words}</p>
      <p class="hint">${best.afterPassword ? need : ''}</p>
      !${back(placed, own.toPassword)} !${again}`
    return renderStep(placed, { step, title: own.answerTitle, form, hidden: { back: 'yes' } })
  }
  const form = html`!${methodCards(frame.language, [best.factor], answer.marks)} !${buttons(placed, '')} !${again}`
  return renderStep(placed, { step, title: own.answerTitle, lead: own.answerLead, form })
}

function back(frame: StepFrame, label: string): string {
  return buttons(frame, actionButton('continue', label, 'primary'))
}

function nothingFits(frame: StepFrame, isBegun: boolean): string {
  const own = guideTexts(frame.language)
  const ways = isBegun ? own.lost : own.register
  return html`<ul>
    !${ways.map(({ text, href }) => html`<li><a href="${ownPage(href, frame)}">${text}</a></li>`)}
    <li>${own.office}</li>
  </ul>`
}
