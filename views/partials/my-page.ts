/** The frame of a page of My data: who is signed in, the way back to the first page, and signing out. */
import { html } from 'ghtml'
import type { StepFrame } from '../frame.ts'
import { ownPage, renderDocument } from '../layout.ts'
import { type MyPage, myPages } from '../my-pages.ts'
import { myPageTexts } from '../texts/my-account/pages.ts'
import { errorSummary } from './form.ts'
import { icon } from './icons.ts'

/** The frame of a page of My data. `csrf` is the own session's. */
export interface MyFrame extends StepFrame {
  /** The name of who is signed in; their own page, so in full. */
  readonly person: string
}

interface Page {
  readonly page: MyPage
  /** The part of a page that has several; goes into `data-step`. */
  readonly part?: string
  readonly title: string
  readonly lead?: string
  /** Something was done: said on top, and read out. */
  readonly done?: string | null
  /** Trusted markup. */
  readonly content: string
}

export function renderMyPage(frame: MyFrame, { page, part, title, lead, done = null, content }: Page): string {
  const body = html`!${navigation(frame, page)}
    <div class="card">
      !${errorSummary(frame)} !${done === null ? '' : doneNote(done)}
      <h1>${title}</h1>
      !${lead === undefined ? '' : html`<p class="lead">${lead}</p>`} !${content}
    </div>`
  const step = part === undefined ? `my_data/${page}` : `my_data/${page}/${part}`
  return renderDocument(frame, { step, title, content: body, faulty: frame.error !== null })
}

/** The other pages of My data, as a list of links with a line on each. */
export function myPageList(frame: MyFrame, pages: readonly MyPage[]): string {
  const texts = myPageTexts(frame.language)
  const links = pages.map(
    (page) =>
      html`<li>
        <a class="method" href="${ownPage(myPages[page], frame)}">
          <span class="method-words">
            <span class="method-name">${texts.pages[page].name}</span>
            <span class="method-need">${texts.pages[page].about}</span>
          </span>
          !${icon('chevron')}
        </a>
      </li>`,
  )
  return html`<ul class="methods">
    !${links}
  </ul>`
}

/** A submit button that does something to the person's data; `action` is its value. */
export function myButton(action: string, label: string, look: 'primary' | 'secondary' | 'quiet' = 'primary'): string {
  return html`<button type="submit" name="action" value="${action}" class="button ${look}">${label}</button>`
}

/** A form of its own beside others on a page: one button, and what it is about. */
export function myForm(
  frame: MyFrame,
  id: string,
  content: string,
  hidden: Readonly<Record<string, string>> = {},
): string {
  const fields = Object.entries({ csrf: frame.csrf, ...hidden })
  return html`<form method="post" id="${id}" action="${frame.action}" novalidate>
    !${fields.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)} !${content}
  </form>`
}

function navigation(frame: MyFrame, page: MyPage): string {
  const texts = myPageTexts(frame.language)
  const back = page === 'home' ? '' : html`<a href="${ownPage(myPages.home, frame)}">${texts.pages.home.name}</a>`
  return html`<nav class="my" aria-label="${texts.navigation}">
    <p class="whose">
      !${icon('person')} <span>${texts.signedIn}: <strong>${frame.person}</strong></span>
    </p>
    <p class="my-ways">
      !${back}
      <button type="submit" form="sign-out" class="button quiet">${texts.signOut}</button>
    </p>
    <form method="post" action="${myPages.home}/kijelentkezes" id="sign-out">
      <input type="hidden" name="csrf" value="${frame.csrf}" />
    </form>
  </nav>`
}

function doneNote(text: string): string {
  return html`<p class="note good" role="status" tabindex="-1" autofocus>!${icon('check')} <span>${text}</span></p>`
}
