import { html } from 'ghtml'
import type { Language } from '../frame.ts'
import { textsFor } from '../texts/index.ts'
import { factorIcon, icon } from './icons.ts'

interface MethodWords {
  readonly name: string
  /** One line on what one needs for it. */
  readonly need: string
  /** How strong it is, in words. */
  readonly level: string
}

/** One submit button a method, as a card. */
export function methodCards(language: Language, factors: readonly string[]): string {
  const cards = factors.map((factor) => {
    const words = methodWords(language, factor)
    return html`<li>
      <button type="submit" name="factor" value="${factor}" class="method">
        !${factorIcon(factor)}
        <span class="method-words">
          <span class="method-name">${words.name}</span>
          <span class="method-need">${words.need}</span>
          <span class="method-level">${words.level}</span>
        </span>
        !${icon('chevron')}
      </button>
    </li>`
  })
  return html`<ul class="methods">
    !${cards}
  </ul>`
}

/** The words of a method; an enabled factor without words is a fault of ours and must not pass unseen. */
function methodWords(language: Language, factor: string): MethodWords {
  const methods: Readonly<Record<string, MethodWords>> = textsFor(language).methods
  const words = Object.hasOwn(methods, factor) ? methods[factor] : undefined
  if (words === undefined) throw new Error(`no words for the factor "${factor}" in views/texts/${language}.ts`)
  return words
}
