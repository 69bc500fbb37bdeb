import { html } from 'ghtml'
import type { Frame } from '../frame.ts'
import { ownPage } from '../layout.ts'
import { textsFor } from '../texts/index.ts'
import { details } from './form.ts'

/** For who cannot go on because the phone is gone: to the deletion code, and to everything else that helps. */
export function lostWay(frame: Frame): string {
  const { lost, lostText, removeLink, lostLink } = textsFor(frame.language).totp
  return details(
    lost,
    html`<p>${lostText}</p>
      <p><a href="${ownPage('/torlokod', frame)}">${removeLink}</a></p>
      <p><a href="${ownPage('/segitseg/elveszett-telefon', frame)}">${lostLink}</a></p>`,
  )
}
