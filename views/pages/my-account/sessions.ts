import { html } from 'ghtml'
import { formatInstant } from '../../format.ts'
import { myButton, myForm, type MyFrame, renderMyPage } from '../../partials/my-page.ts'
import { mySessionsTexts } from '../../texts/my-account/sessions.ts'
import { myPageTexts } from '../../texts/my-account/pages.ts'

/** One browser in which the person is signed in. Instants in epoch seconds. */
export interface ShownSession {
  /** Names it in the form; of no use to anybody else. */
  readonly ref: string
  readonly here: boolean
  readonly startedAt: number
  readonly usedAt: number
  readonly endsAt: number
  readonly shared: boolean
  readonly services: readonly string[]
}

interface Props {
  readonly sessions: readonly ShownSession[]
  readonly done: 'one' | 'others' | null
}

/** C25, `/fiok/munkamenetek`: where the person is signed in, and how to end it. */
export function mySessionsPage(frame: MyFrame, { sessions, done }: Props): string {
  const own = mySessionsTexts(frame.language)
  const others = sessions.filter(({ here }) => !here)
  const endAll =
    others.length === 0
      ? html`<p>${own.onlyHere}</p>`
      : myForm(
          frame,
          'end-others',
          html`<p class="hint">${own.endOthersHint}</p>
            <div class="buttons">!${myButton('end_others', own.endOthers)}</div>`,
        )
  const content = html`<ul class="entries">
      !${sessions.map((session) => entry(frame, session))}
    </ul>
    !${endAll}
    <p class="small">${own.notYou}</p>`
  const { name } = myPageTexts(frame.language).pages.sessions
  return renderMyPage(frame, {
    page: 'sessions',
    title: name,
    lead: own.lead,
    done: done === null ? null : done === 'one' ? own.doneOne : own.doneOthers,
    content,
  })
}

function entry(frame: MyFrame, session: ShownSession): string {
  const { language } = frame
  const own = mySessionsTexts(language)
  const started = formatInstant(language, session.startedAt)
  const services = session.services.length === 0 ? own.noServices : session.services.join(', ')
  const button = html`<div class="buttons">
    <button type="submit" name="action" value="end" class="button secondary">
      ${own.end}<span class="hidden">: ${started}</span>
    </button>
  </div>`
  return html`<li>
    <h2>${session.here ? own.here : own.elsewhere}</h2>
    <dl class="facts">
      !${row(own.started, started)} !${row(own.used, formatInstant(language, session.usedAt))}
      !${row(own.ends, formatInstant(language, session.endsAt))} !${row(own.services, services)}
    </dl>
    !${session.shared ? html`<p class="hint">${own.shared}</p>` : ''}
    !${session.here ? '' : myForm(frame, `end-${session.ref}`, button, { session: session.ref })}
  </li>`
}

function row(label: string, value: string): string {
  return html`<div>
    <dt>${label}</dt>
    <dd>${value}</dd>
  </div>`
}
