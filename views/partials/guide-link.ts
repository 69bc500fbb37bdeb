import { html } from 'ghtml'
import type { Frame } from '../frame.ts'
import { markTexts } from '../texts/method-marks.ts'

/** To the page that leads an unsure person to a method; nothing where there is no such page. */
export function guideLink(frame: Frame, href: string | undefined): string {
  return href === undefined ? '' : html`<p><a href="${href}">${markTexts(frame.language).guide}</a></p>`
}
