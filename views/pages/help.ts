import { html } from 'ghtml'
import type { Frame } from '../frame.ts'
import { ownPage, renderDocument } from '../layout.ts'
import { textSection } from '../partials/text-section.ts'
import { helpChapters, helpWords, type HelpTopicId, helpTopics } from '../texts/help.ts'
import { helpLine, type HelpLimits, type HelpTopic } from '../texts/help-topic.ts'

/** Where all help pages are listed. */
export const HELP = '/segitseg'

/** `/segitseg`: every topic with its short answer, each with an anchor. */
export function helpIndexPage(frame: Frame, limits: HelpLimits): string {
  const words = helpWords[frame.language]
  const entry = ([id, { path, text }]: [string, HelpTopic]) =>
    html`<section id="${id}">
      <h3><a href="${ownPage(path, frame)}">${text[frame.language].title}</a></h3>
      <p>${helpLine(text[frame.language].summary, limits)}</p>
    </section>`
  const chapter = (name: keyof typeof helpChapters) =>
    html`<section>
      <h2>${words.chapters[name]}</h2>
      !${Object.entries<HelpTopic>(helpChapters[name]).map(entry)}
    </section>`
  const content = html`<div class="card prose">
    <h1>${words.title}</h1>
    <p class="lead">${words.lead}</p>
    !${chapter('registration')} !${chapter('signing-in')} !${chapter('trouble')} !${chapter('using')}
  </div>`
  return renderDocument(frame, { step: 'info/help', title: words.title, content })
}

/** One help page. */
export function helpPage(frame: Frame, { id, limits }: { id: HelpTopicId; limits: HelpLimits }): string {
  const words = helpWords[frame.language]
  const { title, summary, sections } = helpTopics[id].text[frame.language]
  const told = (lines: HelpTopic['text']['hu']['sections'][number]['list'] = []) =>
    lines.map((line) => helpLine(line, limits))
  const content = html`<div class="card prose">
    <h1>${title}</h1>
    <p class="lead">${helpLine(summary, limits)}</p>
    !${sections.map(({ paragraphs, list, link, ...section }) =>
      textSection({
        ...section,
        paragraphs: told(paragraphs),
        list: told(list),
        ...(link === undefined ? {} : { link: { label: link.label, href: ownPage(link.path, frame) } }),
      }),
    )}
    <p class="buttons"><a class="button secondary" href="${ownPage(HELP, frame)}">${words.back}</a></p>
  </div>`
  return renderDocument(frame, { step: `info/${id}`, title, content })
}
