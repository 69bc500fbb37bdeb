import { html } from 'ghtml'

/** A part of a page to read, with an anchor. */
export interface TextSection {
  readonly id: string
  readonly title: string
  readonly paragraphs?: readonly string[]
  readonly list?: readonly string[]
  readonly facts?: readonly { readonly label: string; readonly value: string }[]
  /** Where one does what was described: a page of ours. */
  readonly link?: { readonly label: string; readonly href: string }
}

export function textSection({ id, title, paragraphs = [], list = [], facts = [], link }: TextSection): string {
  const items = html`<ul>
    !${list.map((item) => html`<li>${item}</li>`)}
  </ul>`
  const lines = html`<dl class="facts">
    !${facts.map(
      ({ label, value }) =>
        html`<div>
          <dt>${label}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`
  return html`<section>
    <h2 id="${id}">${title}</h2>
    !${paragraphs.map((paragraph) => html`<p>${paragraph}</p>`)} !${list.length === 0 ? '' : items}
    !${facts.length === 0 ? '' : lines}
    !${link === undefined ? '' : html`<p><a href="${link.href}">${link.label}</a></p>`}
  </section>`
}
