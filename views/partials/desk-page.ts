/** The frame of a page of the office desk: who works where, the other pages, signing out. */
import { html } from 'ghtml'
import { type DeskPage, deskPages } from '../desk-pages.ts'
import type { StepFrame } from '../frame.ts'
import { ownPage, renderDocument } from '../layout.ts'
import { deskTexts } from '../texts/registrar.ts'
import { errorSummary, stepForm } from './form.ts'
import { icon } from './icons.ts'

export interface DeskFrame extends StepFrame {
  readonly desk: {
    /** The user name of the clerk. */
    readonly clerk: string
    readonly role: 'clerk' | 'supervisor'
    /** The name of the office in the page's language; null where none is chosen yet. */
    readonly office: string | null
    /** Requests that wait at the office. */
    readonly waiting: number
  }
}

interface Page {
  /** Comes after `desk/` in `data-step`. */
  readonly step: string
  readonly title: string
  readonly lead?: string
  /** Trusted markup. */
  readonly content: string
}

/** A page that tells something. */
export function renderDeskPage(frame: DeskFrame, { step, title, lead, content }: Page): string {
  const body = html`!${navigation(frame)}
    <div class="card">
      !${errorSummary(frame)}
      <h1>${title}</h1>
      !${lead === undefined ? '' : html`<p class="lead">${lead}</p>`} !${content}
    </div>`
  return renderDocument(frame, { step: `desk/${step}`, title, content: body, faulty: frame.error !== null })
}

/** A page with the form `form#step`. */
export function renderDeskForm(
  frame: DeskFrame,
  { after = '', ...page }: Page & { /** Trusted markup below the form. */ readonly after?: string },
): string {
  return renderDeskPage(frame, { ...page, content: html`!${stepForm(frame, page.content)} !${after}` })
}

/** A list of term and value; an empty value is left out. */
export function factList(facts: readonly (readonly [term: string, value: string | null])[]): string {
  const rows = facts.flatMap(([term, value]) =>
    value === null
      ? []
      : [
          html`<div>
            <dt>${term}</dt>
            <dd>${value}</dd>
          </div>`,
        ],
  )
  return html`<dl class="facts">!${rows}</dl>`
}

/** Links as cards: a name and a line on each. */
export function linkCards(
  frame: DeskFrame,
  links: readonly { readonly href: string; readonly name: string; readonly about: string }[],
): string {
  const items = links.map(
    ({ href, name, about }) =>
      html`<li>
        <a class="method" href="${ownPage(href, frame)}">
          <span class="method-words">
            <span class="method-name">${name}</span>
            <span class="method-need">${about}</span>
          </span>
          !${icon('chevron')}
        </a>
      </li>`,
  )
  return html`<ul class="methods">
    !${items}
  </ul>`
}

/** The way on after something was done. */
export function deskLink(frame: DeskFrame, href: string, label: string, look: 'primary' | 'secondary' = 'secondary') {
  return html`<a class="button ${look}" href="${ownPage(href, frame)}">${label}</a>`
}

function navigation(frame: DeskFrame): string {
  const texts = deskTexts(frame.language)
  const { clerk, role, office, waiting } = frame.desk
  const pages: readonly DeskPage[] =
    office === null
      ? []
      : ['home', 'search', 'requests', 'log', ...(role === 'supervisor' ? (['officeLog'] as const) : []), 'office']
  const links = pages.map((page) => {
    const count = page === 'requests' && waiting > 0 ? ` (${waiting})` : ''
    return html`<a href="${ownPage(deskPages[page], frame)}">${texts.pages[page]}${count}</a>`
  })
  return html`<nav class="my" aria-label="${texts.navigation}">
    <p class="whose">
      !${icon('person')}
      <span
        ><strong>${clerk}</strong>,
        ${texts.roles[role]}!${office === null ? '' : html` – <strong>${office}</strong>`}</span
      >
    </p>
    <p class="my-ways">
      !${links}
      <button type="submit" form="sign-out" class="button quiet">${texts.signOut}</button>
    </p>
    <form method="post" action="${deskPages.home}/kijelentkezes" id="sign-out">
      <input type="hidden" name="csrf" value="${frame.csrf}" />
    </form>
  </nav>`
}
