import { html } from 'ghtml'
import type { Frame } from '../../frame.ts'
import { ownPage, renderDocument } from '../../layout.ts'
import { registrationText } from '../../texts/registration.ts'
import { activationText } from '../../texts/activation.ts'

/** The ways that need something this installation may not have. */
export interface OpenWays {
  readonly card: boolean
  readonly signature: boolean
}

/** C9: the four ways to register, what each needs and what comes after. */
export function waysPage(frame: Frame, open: OpenWays): string {
  const { ways } = registrationText(frame.language)
  const activation = activationText(frame.language)
  const content = html`<div class="card">
    <h1>${ways.title}</h1>
    <p class="lead">${ways.lead}</p>
    <p><strong>${ways.free}</strong></p>
    !${way(frame, ways.inPerson, null)} !${way(frame, ways.card, open.card ? '/regisztracio/eszemelyi' : undefined)}
    !${way(frame, ways.signature, open.signature ? '/regisztracio/alairas' : undefined)}
    !${way(frame, ways.temporary, '/regisztracio/ideiglenes')}
    <h2>${ways.have}</h2>
    <p><a href="${ownPage('/aktivalas', frame)}">${activation.gotCodeLink}</a></p>
  </div>`
  return renderDocument(frame, { step: 'register', title: ways.title, content })
}

/** `href`: null where it is not begun here, undefined where it is not to be had. */
function way(
  frame: Frame,
  words: { title: string; text: string; needs: readonly string[]; then: string; begin?: string },
  href: string | null | undefined,
): string {
  const { ways } = registrationText(frame.language)
  const link =
    href === undefined
      ? html`<p class="note">${ways.notHere}</p>`
      : html`<p class="buttons">
          <a class="button secondary" href="${ownPage(href ?? '/', frame)}">${words.begin ?? ''}</a>
        </p>`
  return html`<section>
    <h2>${words.title}</h2>
    <p>${words.text}</p>
    <h3>${ways.needs}</h3>
    <ul>
      !${words.needs.map((need) => html`<li>${need}</li>`)}
    </ul>
    <p>${words.then}</p>
    !${href === null ? '' : link}
  </section>`
}
