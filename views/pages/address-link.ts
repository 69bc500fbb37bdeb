import { html } from 'ghtml'
import type { Frame, StepFrame } from '../frame.ts'
import { ownPage, renderDocument } from '../layout.ts'
import { icon } from '../partials/icons.ts'
import { renderStep } from '../partials/step-page.ts'
import { type AddressLink, addressLinkTexts } from '../texts/address-link.ts'

/** `/cim/…`: opening the link of a mail changes nothing; the button does. */
export function addressLinkPage(frame: StepFrame, link: AddressLink): string {
  const own = addressLinkTexts(frame.language, link)
  const form = html`<p>${own.text}</p>
    <div class="buttons">
      <button type="submit" name="action" value="continue" class="button primary">${own.button}</button>
    </div>`
  return renderStep(frame, { step: `address_link/${link}`, title: own.title, lead: own.lead, form })
}

/** What came of the button. */
export function addressLinkOutcomePage(frame: Frame, link: AddressLink, done: boolean): string {
  const own = addressLinkTexts(frame.language, link)
  const title = done ? own.doneTitle : own.deadTitle
  const content = html`<div class="card">
    <p class="verdict ${done ? 'good' : 'bad'}">!${icon(done ? 'check' : 'warning')}</p>
    <h1>${title}</h1>
    <p>${done ? own.done : own.dead}</p>
    <p class="buttons"><a class="button primary" href="${ownPage('/fiok', frame)}">${own.home}</a></p>
  </div>`
  return renderDocument(frame, {
    step: `address_link/${link}/${done ? 'done' : 'dead'}`,
    title,
    content,
    faulty: !done,
  })
}
