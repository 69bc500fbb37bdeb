/** The pieces of a step's form. Everything returned is trusted markup; everything given is escaped. */
import { html } from 'ghtml'
import type { FormError, StepFrame } from '../frame.ts'
import { textsFor } from '../texts/index.ts'
import { whoAndWhen } from '../texts/who-and-when.ts'
import { icon } from './icons.ts'

/** The step's only form. Checked by us alone (`novalidate`), so that every fault looks and reads the same. */
export function stepForm(
  frame: StepFrame,
  content: string,
  { hidden = {}, files = false }: { readonly hidden?: Readonly<Record<string, string>>; readonly files?: boolean } = {},
): string {
  const type = files ? html` enctype="multipart/form-data"` : ''
  return html`<form method="post" id="step" action="${frame.action}" novalidate!${type}>
    !${hiddenField('csrf', frame.csrf)} !${Object.entries(hidden).map(([name, value]) => hiddenField(name, value))}
    !${content}
  </form>`
}

function hiddenField(name: string, value: string): string {
  return html`<input type="hidden" name="${name}" value="${value}" />`
}

/** Names the faults on top and takes the focus; links to the field where there is one. */
export function errorSummary(frame: StepFrame): string {
  const faults = faultsOf(frame)
  if (faults.length === 0) return ''
  const texts = textsFor(frame.language).errors
  const codes = [...new Set(faults.map(({ code }) => code))].join(', ')
  return html`<div
    class="error-summary"
    role="alert"
    tabindex="-1"
    autofocus
    id="error-summary"
    aria-labelledby="error-title"
  >
    <h2 id="error-title">!${icon('warning')} ${texts.summaryTitle}</h2>
    !${faults.map(
      ({ field, text }) => html`<p>!${field === null ? html`${text}` : html`<a href="#${field}">${text}</a>`}</p>`,
    )}
    <p class="small">${texts.codeLabel}: <span class="code">${codes}</span></p>
  </div>`
}

function faultsOf(frame: StepFrame): readonly FormError[] {
  return frame.error === null ? [] : [frame.error, ...(frame.moreErrors ?? [])]
}

interface Field {
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly type?: 'text' | 'password' | 'email'
  readonly autocomplete: string
  readonly value?: string
  /** A code: digits, spaced wide. */
  readonly code?: boolean
  /** A name of a person or a place: phones begin each word with a capital letter. */
  readonly proper?: boolean
  /** False where it may be left empty. */
  readonly required?: boolean
}

/** A labelled field; its hint and its fault are read out with it. */
export function field(frame: StepFrame, field: Field): string {
  const { name, hint } = field
  const faulty = hasFault(frame, name)
  const described = [hint === undefined ? '' : `${name}-hint`, faulty ? `${name}-error` : ''].filter(Boolean).join(' ')
  const hintText = hint === undefined ? '' : html`<p class="hint" id="${name}-hint">${hint}</p>`
  const attributes = [
    described === '' ? '' : html` aria-describedby="${described}"`,
    faulty ? html` aria-invalid="true"` : '',
    field.code === true ? html` inputmode="numeric" class="code-field"` : '',
    field.value === undefined ? '' : html` value="${field.value}"`,
    field.required === false ? '' : html` required`,
  ].join('')
  return html`<div class="field!${faulty ? ' faulty' : ''}">
    <label for="${name}">${field.label}</label>
    !${hintText} !${fieldError(frame, name)}
    <input
      id="${name}"
      name="${name}"
      type="${field.type ?? 'text'}"
      autocomplete="${field.autocomplete}"
      autocapitalize="${field.proper === true ? 'words' : 'none'}"
      autocorrect="off"
      spellcheck="false"
      !${attributes}
      !${field.type === 'password' ? toggleTexts(frame, field.label) : ''}
    />
  </div>`
}

/** The fault's text at the field `name`, where it is that field's. */
export function fieldError(frame: StepFrame, name: string): string {
  const fault = faultsOf(frame).find(({ field }) => field === name)
  if (fault === undefined) return ''
  const prefix = textsFor(frame.language).errors.inField
  return html`<p class="field-error" id="${name}-error"><span class="hidden">${prefix}</span>${fault.text}</p>`
}

/** Whether one of the page's faults is this field's. */
export function hasFault(frame: StepFrame, name: string): boolean {
  return faultsOf(frame).some(({ field }) => field === name)
}

/** A labelled list to choose one from, with its hint and its fault. */
export function selectField(
  frame: StepFrame,
  field: {
    readonly name: string
    readonly label: string
    readonly hint?: string
    readonly value: string
    readonly options: readonly (readonly [value: string, text: string])[]
  },
): string {
  const { name, hint } = field
  const faulty = hasFault(frame, name)
  const described = [hint === undefined ? '' : `${name}-hint`, faulty ? `${name}-error` : ''].filter(Boolean).join(' ')
  const attributes = [
    described === '' ? '' : html` aria-describedby="${described}"`,
    faulty ? html` aria-invalid="true"` : '',
  ].join('')
  const options = field.options.map(
    ([value, text]) => html`<option value="${value}" !${value === field.value ? 'selected' : ''}>${text}</option>`,
  )
  return html`<div class="field!${faulty ? ' faulty' : ''}">
    <label for="${name}">${field.label}</label>
    !${hint === undefined ? '' : html`<p class="hint" id="${name}-hint">${hint}</p>`} !${fieldError(frame, name)}
    <select id="${name}" name="${name}" !${attributes}>
      !${options}
    </select>
  </div>`
}

/** A box to tick, `yes` where it is, with its hint and its fault. `label` is trusted markup: it may hold a link. */
export function tickField(
  frame: StepFrame,
  { name, label, hint }: { readonly name: string; readonly label: string; readonly hint?: string },
): string {
  const faulty = hasFault(frame, name)
  const described = [hint === undefined ? '' : `${name}-hint`, faulty ? `${name}-error` : ''].filter(Boolean).join(' ')
  const attributes = [
    described === '' ? '' : html` aria-describedby="${described}"`,
    faulty ? html` aria-invalid="true"` : '',
    frame.values[name] === undefined ? '' : html` checked`,
  ].join('')
  return html`<div class="field!${faulty ? ' faulty' : ''}">
    !${fieldError(frame, name)}
    <div class="tick">
      <input type="checkbox" id="${name}" name="${name}" value="yes" !${attributes} />
      <label for="${name}">!${label}</label>
    </div>
    !${hint === undefined ? '' : html`<p class="hint" id="${name}-hint">${hint}</p>`}
  </div>`
}

/** For the small script that lets a password be seen while it is typed. */
function toggleTexts(frame: StepFrame, label: string): string {
  const { show, hide } = textsFor(frame.language).buttons
  return html`data-show="${show}" data-hide="${hide}" data-toggles="${label}"`
}

type Action =
  'continue' | 'extend' | 'stay' | 'switch' | 'cancel' | 'resend' | 'other' | 'skip' | 'approve' | 'everywhere' | 'here'

/** A submit button. One `primary` on a page, and first in it: the Enter key presses the first. */
export function actionButton(action: Action, label: string, look: 'primary' | 'secondary' | 'quiet' = 'quiet'): string {
  return html`<button type="submit" name="action" value="${action}" class="button ${look}">${label}</button>`
}

/** The row of buttons at the end of a form, with the ways out that the frame allows. */
export function buttons(frame: StepFrame, primary: string, others: readonly string[] = []): string {
  const texts = textsFor(frame.language).buttons
  const quiet = [
    ...others,
    ...(frame.otherPossible === true ? [actionButton('other', texts.other)] : []),
    ...(frame.notMePossible === true ? [actionButton('switch', whoAndWhen(frame.language).notMe)] : []),
    ...(frame.cancelPossible ? [actionButton('cancel', texts.cancel)] : []),
  ]
  return html`<div class="buttons">!${primary}</div>
    !${quiet.length === 0 ? '' : html`<div class="buttons more">!${quiet}</div>`}`
}

/** Closed explanation that opens on demand, without a script. */
export function details(summary: string, content: string): string {
  return html`<details>
    <summary>${summary}</summary>
    <div class="details">!${content}</div>
  </details>`
}
