import { html } from 'ghtml'
import type { BackLink, Frame } from '../frame.ts'
import { ownPage } from '../layout.ts'
import { safeHref } from '../safe-href.ts'
import { textsFor } from '../texts/index.ts'

/** The one way on: to the service where it is known and its address is harmless, else to the home page. */
export function backLink(frame: Frame, back: BackLink | null): string {
  const texts = textsFor(frame.language).errors
  const href = back === null ? null : safeHref(back.href)
  return back !== null && href !== null
    ? html`<p class="buttons"><a class="button primary" href="${href}">${texts.back(back.name)}</a></p>`
    : html`<p class="buttons"><a class="button secondary" href="${ownPage('/', frame)}">${texts.home}</a></p>`
}
