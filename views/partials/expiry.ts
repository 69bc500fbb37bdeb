import { html } from 'ghtml'
import { formatTime } from '../format.ts'
import type { StepFrame } from '../frame.ts'
import { textsFor } from '../texts/index.ts'

/** Says until when the page can be used; the script says it again, aloud, when that comes near (WCAG 2.2.1). */
export function expiry({ language, expiry: end }: StepFrame): string {
  if (end === undefined) return ''
  const texts = textsFor(language).frame
  const time = formatTime(end.at)
  return html`<p class="small">${texts.usableUntil(time)}</p>
    <div role="status" data-seconds-left="${String(end.secondsLeft)}" data-warning="${texts.expiresSoon(time)}"></div>`
}
