import { html } from 'ghtml'
import type { Frame } from '../frame.ts'
import { textsFor } from '../texts/index.ts'

/**
 * Says where the person is signing in, with the address, so that a stranger's name is noticed. Where nobody is signing
 * in (any more), it only says which service this is about.
 */
export function servicePanel(frame: Frame, signingIn: boolean): string {
  if (frame.service === null) return ''
  const texts = textsFor(frame.language).frame
  return html`<div class="service">
    <p class="service-name">
      ${signingIn ? texts.serviceLabel : texts.serviceNeutralLabel}: <strong>${frame.service.name}</strong>
    </p>
    !${frame.service.origin === '' ? '' : html`<p class="service-origin"><span class="hidden">${texts.serviceAddress}: </span>${frame.service.origin}</p>`}
  </div>`
}
