import { html } from 'ghtml'
import type { Frame } from '../../frame.ts'
import { ownPage, renderDocument } from '../../layout.ts'
import { myPages } from '../../my-pages.ts'
import { field, stepForm } from '../../partials/form.ts'
import { icon } from '../../partials/icons.ts'
import { myButton, type MyFrame, renderMyPage } from '../../partials/my-page.ts'
import { myCloseTexts } from '../../texts/my-account/close.ts'
import { myPageTexts } from '../../texts/my-account/pages.ts'

/** C28, `/fiok/megszuntetes`: what it means, and a word to type. */
export function myClosePage(frame: MyFrame, { state }: { readonly state: 'temporary' | 'final' }): string {
  const own = myCloseTexts(frame.language)
  const form = html`!${field(frame, {
      name: 'confirmation',
      label: own.label,
      hint: own.hint(own.word),
      autocomplete: 'off',
    })}
    <div class="buttons">
      !${myButton('continue', own.close)}
      <a class="button secondary" href="${ownPage(myPages.home, frame)}">${own.keep}</a>
    </div>`
  return renderMyPage(frame, {
    page: 'close',
    title: myPageTexts(frame.language).pages.close.name,
    lead: own.lead,
    content: html`<ul>
        !${own.effects[state].map((effect) => html`<li>${effect}</li>`)}
      </ul>
      !${stepForm(frame, form)}`,
  })
}

/** The account is gone; nobody is signed in here. */
export function closedPage(frame: Frame): string {
  const own = myCloseTexts(frame.language)
  const content = html`<div class="card">
    <p class="verdict good">!${icon('check')}</p>
    <h1>${own.doneTitle}</h1>
    <p class="lead">${own.done}</p>
    <p>${own.doneNext}</p>
    <p class="buttons"><a class="button secondary" href="${ownPage('/', frame)}">Kapu</a></p>
  </div>`
  return renderDocument(frame, { step: 'my_data/closed', title: own.doneTitle, content })
}
