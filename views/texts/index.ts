/** The catalogue of a language. */
import type { Language } from '../frame.ts'
import { en } from './en.ts'
import { hu } from './hu.ts'
import type { Texts } from './hu.ts'

export type { Texts }

const catalogues: Readonly<Record<Language, Texts>> = { hu, en }

export function textsFor(language: Language): Texts {
  return catalogues[language]
}
