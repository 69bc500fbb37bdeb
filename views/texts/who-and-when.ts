/** Whose page it is and for how long, in both languages. */
import type { Language } from '../frame.ts'

interface WhoAndWhen {
  /** The button of whoever is not the person that the page names. */
  readonly notMe: string
}

const texts: Readonly<Record<Language, WhoAndWhen>> = {
  hu: {
    notMe: 'Ez nem én vagyok',
  },
  en: {
    notMe: 'This is not me',
  },
}

export function whoAndWhen(language: Language): WhoAndWhen {
  return texts[language]
}
