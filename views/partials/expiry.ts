import { html } from 'ghtml'
import { formatTime } from '../format.ts'
import type { StepFrame } from '../frame.ts'
import { whoAndWhen } from '../texts/who-and-when.ts'

/** What the page's script says of its end, and what it is told where somebody asked for more time. */
export interface ExpiryTexts {
  readonly seconds_left: number
  readonly until: string
  readonly warning: string
  readonly more: boolean
}

export function expiryTexts({ language, expiry: end }: StepFrame): ExpiryTexts {
  const texts = whoAndWhen(language)
  const time = formatTime(end?.at ?? 0)
  const more = end?.morePossible === true
  return {
    seconds_left: end?.secondsLeft ?? 0,
    until: texts.until(time),
    warning: more ? texts.endsSoon(time) : texts.endsSoonForGood(time),
    more,
  }
}

/**
 * Says until when the page can be used, and lets more time be asked for; the script says aloud when the end comes near
 * (WCAG 2.2.1). The button belongs to the step's form, and comes after it: the Enter key never presses it.
 */
export function expiry(frame: StepFrame): string {
  if (frame.expiry === undefined) return ''
  const { seconds_left: secondsLeft, until, warning, more } = expiryTexts(frame)
  const button = html`<button
    type="submit"
    form="step"
    name="action"
    value="extend"
    class="button quiet"
    formnovalidate
  >
    ${whoAndWhen(frame.language).moreTime}
  </button>`
  return html`<div
    class="until"
    id="until"
    tabindex="-1"
    data-seconds-left="${String(secondsLeft)}"
    data-warning="${warning}"
  >
    <p class="small">${until}</p>
    !${more ? button : ''}
    <div role="status"></div>
  </div>`
}
