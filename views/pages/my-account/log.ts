import { html } from 'ghtml'
import { formatInstant } from '../../format.ts'
import type { Language } from '../../frame.ts'
import { myPages } from '../../my-pages.ts'
import { field, selectField } from '../../partials/form.ts'
import { myButton, myForm, type MyFrame, renderMyPage } from '../../partials/my-page.ts'
import { activityKinds, type ActivityKind } from '../../texts/activity.ts'
import { myLogTexts } from '../../texts/my-account/log.ts'
import { myPageTexts } from '../../texts/my-account/pages.ts'

export interface LogEntry {
  /** Epoch seconds. */
  readonly at: number
  readonly text: string
  readonly by: 'person' | 'office' | 'administrator' | 'system' | 'service'
  readonly office: string | null
  readonly service: string | null
  readonly address: string | null
}

interface Props {
  readonly entries: readonly LogEntry[]
  readonly kind: ActivityKind | null
  /** Days, `2026-11-20`, as typed; empty where there is none. */
  readonly from: string
  readonly to: string
  /** The address of the next page; null on the last one. */
  readonly older: string | null
  readonly statement: {
    readonly every: 'off' | 'month' | 'quarter'
    readonly detailed: boolean
    readonly language: Language
  }
  readonly saved: boolean
}

/** C26, `/fiok/naplo`: what happened, a filter, the download, and the periodic statement. */
export function myLogPage(frame: MyFrame, props: Props): string {
  const own = myLogTexts(frame.language)
  const content = html`!${filter(frame, props)}
    !${
      props.entries.length === 0
        ? html`<p>${own.none}</p>`
        : html`<h2 class="hidden">${own.entries}</h2>
            <ul class="entries">
              !${props.entries.map((entry) => logEntry(frame, entry))}
            </ul>`
    }
    !${props.older === null ? '' : html`<p><a href="${props.older}">${own.older}</a></p>`}
    <h2>${own.exportTitle}</h2>
    <p class="hint">${own.exportLead}</p>
    !${download(frame, props)}
    <h2 id="periodic">${own.statementTitle}</h2>
    <p class="hint">${own.statementLead}</p>
    !${statementForm(frame, props)}`
  return renderMyPage(frame, {
    page: 'log',
    title: myPageTexts(frame.language).pages.log.name,
    lead: own.lead,
    done: props.saved ? own.saved : null,
    content,
  })
}

/** By GET: what is shown can be kept as a bookmark, and Back works. */
function filter(frame: MyFrame, { kind, from, to }: Props): string {
  const own = myLogTexts(frame.language)
  const kinds = (['all', ...activityKinds] as const).map((one) => [one, own.kinds[one]] as const)
  const date = { hint: own.dateHint, autocomplete: 'off', required: false } as const
  return html`<details !${kind === null && from === '' && to === '' && frame.error === null ? '' : 'open'}>
    <summary>${own.filter}</summary>
    <form method="get" id="filter" action="${myPages.log}" novalidate>
      !${selectField(frame, { name: 'kind', label: own.kind, value: kind ?? 'all', options: kinds })}
      !${field(frame, { ...date, name: 'from', label: own.from, value: from })}
      !${field(frame, { ...date, name: 'to', label: own.to, value: to })}
      <div class="buttons"><button type="submit" class="button secondary">${own.show}</button></div>
    </form>
  </details>`
}

function download(frame: MyFrame, { kind, from, to }: Props): string {
  const own = myLogTexts(frame.language)
  const buttons = html`<div class="buttons">
    !${myButton('json', own.json, 'secondary')} !${myButton('csv', own.csv, 'secondary')}
  </div>`
  const action = `${myPages.log}/letoltes`
  return myForm({ ...frame, action }, 'download', buttons, { kind: kind ?? 'all', from, to })
}

function statementForm(frame: MyFrame, { statement }: Props): string {
  const own = myLogTexts(frame.language)
  const { every, detailed, language } = statement
  const fields = html`!${selectField(frame, {
      name: 'statement',
      label: own.every,
      value: every,
      options: Object.entries(own.everies),
    })}
    !${selectField(frame, {
      name: 'detail',
      label: own.detail,
      value: detailed ? 'detailed' : 'simple',
      options: Object.entries(own.details),
    })}
    !${selectField(frame, {
      name: 'statement_language',
      label: own.language,
      value: language,
      options: Object.entries(own.languages),
    })}
    <div class="buttons">!${myButton('statement', own.save)}</div>`
  return myForm(frame, 'statement-settings', fields)
}

function logEntry(frame: MyFrame, { at, text, by, office, service, address }: LogEntry): string {
  const own = myLogTexts(frame.language)
  const row = (label: string, value: string | null) =>
    value === null
      ? ''
      : html`<div>
          <dt>${label}</dt>
          <dd>${value}</dd>
        </div>`
  return html`<li>
    <h3>${text}</h3>
    <p class="small">${formatInstant(frame.language, at)}</p>
    <dl class="facts small">
      !${row(own.service, service)} !${row(own.who, by === 'office' && office !== null ? office : own.by[by])}
      !${row(own.place, address)}
    </dl>
  </li>`
}
