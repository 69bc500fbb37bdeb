import { html } from 'ghtml'
import type { Language } from '../frame.ts'
import { textsFor } from '../texts/index.ts'
import { levelWords, markTexts } from '../texts/method-marks.ts'
import { factorIcon, icon } from './icons.ts'

interface MethodWords {
  readonly name: string
  /** One line on what one needs for it. */
  readonly need: string
  /** How strong it is, in words, where no level of the policy says it. */
  readonly level: string
}

/** That a method does not work as it should. */
export interface MethodNotice {
  /** The administrators' words; null where it was found out by itself. */
  readonly text: string | null
  /** Not to be chosen now: its button cannot be pressed. */
  readonly closed: boolean
}

/** What is to be said of a method here and now. */
export interface MethodMark {
  /** The level that it reaches. */
  readonly acr?: string | null
  /** The one that this browser was used with last. */
  readonly lastUsed?: boolean
  readonly notice?: MethodNotice | null
}

/** By the method's id. */
export type MethodMarks = Readonly<Record<string, MethodMark>>

/** One submit button a method, as a card. */
export function methodCards(language: Language, factors: readonly string[], marks: MethodMarks = {}): string {
  return html`<ul class="methods">
    !${factors.map((factor) => card(language, factor, marks[factor] ?? {}))}
  </ul>`
}

function card(language: Language, factor: string, { acr = null, lastUsed = false, notice = null }: MethodMark): string {
  const words = methodWords(language, factor)
  const own = markTexts(language)
  const closed = notice?.closed === true ? html` disabled` : ''
  return html`<li>
    <button
      type="submit"
      name="factor"
      value="${factor}"
      class="method !${notice === null ? '' : 'failing'}"
      !${closed}
    >
      !${factorIcon(factor)}
      <span class="method-words">
        <span class="method-name">${words.name}</span>
        <span class="method-need">${words.need}</span>
        <span class="method-level">${levelWords(language, acr) ?? words.level}</span>
        !${lastUsed ? html`<span class="method-level">${own.lastUsed}</span>` : ''}
        !${notice === null ? '' : html`<span class="method-name">!${icon('warning')} ${noticeWords(language, notice)}</span>`}
      </span>
      !${notice?.closed === true ? '' : icon('chevron')}
    </button>
  </li>`
}

/** What is said of a method that does not work as it should. */
export function noticeWords(language: Language, { text, closed }: MethodNotice): string {
  const own = markTexts(language)
  if (text === null) return closed ? own.closed : own.failing
  return closed ? `${own.closed} ${text}` : text
}

/** The words of a method; an enabled factor without words is a fault of ours and must not pass unseen. */
export function methodWords(language: Language, factor: string): MethodWords {
  const methods: Readonly<Record<string, MethodWords>> = textsFor(language).methods
  const words = Object.hasOwn(methods, factor) ? methods[factor] : undefined
  if (words === undefined) throw new Error(`no words for the factor "${factor}" in views/texts/${language}.ts`)
  return words
}
