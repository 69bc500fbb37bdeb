import { html } from 'ghtml'
import type { LoggedEvent } from './event-log.ts'
import { layout, timeText, type PageFrame } from './pages.ts'
import { textsFor } from './texts.ts'

/** What happened at this service: with two services side by side one sees how a sign-out travels. */
export function eventsPage(frame: PageFrame, events: readonly LoggedEvent[]): string {
  const texts = textsFor(frame.language).events
  const items = events.map(
    ({ what, at, session }) =>
      html`<li data-event="${what}">
        ${texts.happenings[what]}
        <span class="small">
          <time datetime="${new Date(at * 1000).toISOString()}">${timeText(at, frame.language)}</time>
          !${session === null ? '' : html`· ${texts.session}: <code>${session}…</code>`}
        </span>
      </li>`,
  )
  return layout(
    frame,
    texts.title,
    html`<main data-page="events">
      <h1>${texts.title}</h1>
      <p>${texts.lead}</p>
      !${
        events.length === 0
          ? html`<p>${texts.nothing}</p>`
          : html`<ol class="events">
              !${items}
            </ol>`
      }
      <p><a href="/events">${texts.reload}</a></p>
      <p><a href="/">${textsFor(frame.language).backHome}</a></p>
    </main>`,
  )
}
