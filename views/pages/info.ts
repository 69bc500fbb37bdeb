import { html } from 'ghtml'
import type { Frame } from '../frame.ts'
import { renderDocument } from '../layout.ts'
import { textSection } from '../partials/text-section.ts'
import { infoText } from '../texts/info.ts'
import type { InfoTopic } from '../texts/info.ts'

/** `/accessibility`, `/privacy`. */
export function infoPage(frame: Frame, topic: InfoTopic): string {
  const text = infoText(frame.language, topic)
  const content = html`<div class="card prose">
    <h1>${text.title}</h1>
    <p class="lead">${text.lead}</p>
    !${text.sections.map(textSection)}
  </div>`
  return renderDocument(frame, { step: `info/${topic}`, title: text.title, content })
}
