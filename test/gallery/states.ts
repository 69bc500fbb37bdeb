/**
 * Every page in every state it is designed for. `npm run pages` draws them, the tests hold each to the page contract.
 * All people, services and numbers are made up.
 */
import type { Language } from '../../views/frame.ts'
import { formStates } from './form-states.ts'
import { outcomeStates } from './outcome-states.ts'

export interface State {
  /** Unique; the file's name in the gallery. */
  readonly name: string
  /** The value of `main[data-step]`. */
  readonly step: string
  /** The title must begin with the word for an error. */
  readonly faulty: boolean
  /** A page with `form#step`. */
  readonly interaction: boolean
  readonly render: (language: Language) => string
}

export const languages: readonly Language[] = ['hu', 'en']

export const states: readonly State[] = [...formStates, ...outcomeStates]
