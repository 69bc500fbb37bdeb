import { html } from 'ghtml'
import type { Frame } from '../frame.ts'
import { renderDocument } from '../layout.ts'
import { infoText } from '../texts/info.ts'
import type { InfoTopic } from '../texts/info.ts'

/** `/help`, `/accessibility`, `/privacy`. */
export function infoPage(frame: Frame, topic: InfoTopic): string {
  const text = infoText(frame.language, topic)
  const sections = text.sections.map(
    (section) =>
      html`<section>
        <h2 id="${section.id}">${section.title}</h2>
        !${section.paragraphs.map((paragraph) => html`<p>${paragraph}</p>`)}
      </section>`,
  )
  const content = html`<div class="card prose">
    <h1>${text.title}</h1>
    <p class="lead">${text.lead}</p>
    !${sections}
  </div>`
  return renderDocument(frame, { step: `info/${topic}`, title: text.title, content })
}
