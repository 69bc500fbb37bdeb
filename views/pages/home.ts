import { html } from 'ghtml'
import type { Frame } from '../frame.ts'
import { ownPage, renderDocument } from '../layout.ts'
import { activationText } from '../texts/activation.ts'
import { textsFor } from '../texts/index.ts'
import { registrationText } from '../texts/registration.ts'

/** `/`: what this is, where a sign-in starts, and that it is a demonstration. */
export function homePage(frame: Frame): string {
  const own = textsFor(frame.language).home
  const steps = own.steps.map(
    (step) =>
      html`<li>
        <h3>${step.name}</h3>
        <p>${step.text}</p>
      </li>`,
  )
  const safety = html`<ul>
    !${own.safety.map((advice) => html`<li>${advice}</li>`)}
  </ul>`
  const content = html`<div class="hero">
      <h1>${own.title}</h1>
      <p class="lead">${own.lead}</p>
    </div>
    <div class="panels">
      !${panel(
        own.stepsTitle,
        html`<ol class="steps">
          !${steps}
        </ol>`,
        'tall',
      )}
      !${panel(own.startTitle, html`<p>${own.startText}</p>`)} !${newcomers(frame)}
      !${panel(own.safetyTitle, safety, 'across')} !${panel(own.demoTitle, html`<p>${own.demoText}</p>`, 'across')}
    </div>`
  return renderDocument(frame, { step: 'home', title: own.title, content, wide: true })
}

/** Whoever has no account yet, or has just been sent a code for one. */
function newcomers(frame: Frame): string {
  const { notYet, start, ways } = registrationText(frame.language)
  const { gotCode, gotCodeLink } = activationText(frame.language)
  return panel(
    notYet,
    html`<p>${ways.free}</p>
      <p>${gotCode} <a href="${ownPage('/aktivalas', frame)}">${gotCodeLink}</a></p>
      <p class="buttons"><a class="button secondary" href="${ownPage('/regisztracio', frame)}">${start}</a></p>`,
  )
}

function panel(title: string, content: string, place: '' | 'tall' | 'across' = ''): string {
  return html`<section class="card ${place}">
    <h2>${title}</h2>
    !${content}
  </section>`
}
