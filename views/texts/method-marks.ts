/** What is said of a method besides its name: its level, that it was used last, that it does not work. */
import type { Language } from '../frame.ts'

const texts = {
  hu: {
    levels: {
      low: 'Biztonság: alapszintű',
      substantial: 'Biztonság: jelentős',
      high: 'Biztonság: magas',
    },
    lastUsed: 'Legutóbb ezt használta itt',
    failing: 'Most nem vagy csak lassan működik. Ha tud, válasszon másikat.',
    closed: 'Most nem használható.',
    guide: 'Melyiket válasszam?',
  },
  en: {
    levels: {
      low: 'Security: basic',
      substantial: 'Security: substantial',
      high: 'Security: high',
    },
    lastUsed: 'Used here last time',
    failing: 'It does not work right now, or only slowly. Choose another one if you can.',
    closed: 'It cannot be used right now.',
    guide: 'Which one should I choose?',
  },
} as const satisfies Readonly<Record<Language, unknown>>

export function markTexts(language: Language): (typeof texts)[Language] {
  return texts[language]
}

/** The words for a level, by eIDAS's own name at the end of its acr; null for a level that has another name. */
export function levelWords(language: Language, acr: string | null): string | null {
  const levels: Readonly<Record<string, string>> = texts[language].levels
  const name = acr?.split('/').at(-1) ?? ''
  return Object.hasOwn(levels, name) ? (levels[name] ?? null) : null
}
