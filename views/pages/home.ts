import { html } from 'ghtml'
import type { Frame } from '../frame.ts'
import { renderDocument } from '../layout.ts'
import { icon } from '../partials/icons.ts'
import { textsFor } from '../texts/index.ts'

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
  const content = html`<div class="card">
    <h1>${own.title}</h1>
    <p class="lead">${own.lead}</p>
    <h2>${own.startTitle}</h2>
    <p>${own.startText}</p>
    <h2>${own.stepsTitle}</h2>
    <ol class="steps">
      !${steps}
    </ol>
    <h2>${own.safetyTitle}</h2>
    <ul>
      !${own.safety.map((advice) => html`<li>${advice}</li>`)}
    </ul>
    <h2>${own.demoTitle}</h2>
    <p class="note">!${icon('info')} <span>${own.demoText}</span></p>
  </div>`
  return renderDocument(frame, { step: 'home', title: own.title, content })
}
