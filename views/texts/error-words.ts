/** What the words for a fault consist of, and what several of them advise. */
import type { Language } from '../frame.ts'

export interface ErrorWords {
  /** What happened; also shown at a field. */
  readonly message: string
  /** What it means and what to do now; shown on the error page. */
  readonly advice: string
}

export type ErrorEntries = Readonly<Record<string, Readonly<Record<Language, ErrorWords>>>>

export const startAgain = {
  hu: 'Térjen vissza a szolgáltatáshoz, és ott kezdje újra a bejelentkezést.',
  en: 'Go back to the service and start signing in again there.',
}
