import { html } from 'ghtml'
import type { Frame } from '../frame.ts'
import { renderDocument } from '../layout.ts'
import { icon } from '../partials/icons.ts'
import { ownSignInWords, type SignInReason } from '../texts/own-sign-in.ts'

interface Props {
  readonly reason: SignInReason
  /** A path of ours. */
  readonly href: string
}

/** At our own pages: why nothing was done, and one link that leads on. */
export function ownSignInPage(frame: Frame, { reason, href }: Props): string {
  const own = ownSignInWords(frame.language, reason)
  const content = html`<div class="card">
    <p class="verdict">!${icon('lock')}</p>
    <h1>${own.title}</h1>
    <p>${own.text}</p>
    <p class="buttons"><a class="button primary" href="${href}">${own.link}</a></p>
  </div>`
  return renderDocument(frame, { step: `own_sign_in/${reason}`, title: own.title, content })
}
