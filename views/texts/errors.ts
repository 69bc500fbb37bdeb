/**
 * Every fault a person can be told of, in both languages: what happened (`message`, also shown at a field) and what to
 * do now (`advice`, shown on the error page). One text per class of fault; none tells whether an account exists.
 * `{until}` is replaced by a full date and time, `{day}` by the day on which it was.
 */
import type { FormError, Language } from '../frame.ts'
import { formatDay, formatInstant } from '../format.ts'
import { onDay } from '../hungarian.ts'
import { wayErrors } from './lost-app.ts'
import { courseErrors } from './course-errors.ts'
import { dapErrors } from './dap.ts'
import { eidErrors } from './eid.ts'
import { deskErrors } from './desk-errors.ts'
import type { ErrorWords } from './error-words.ts'
import { passkeyErrors } from './passkey.ts'
import { passwordErrors } from './password.ts'
import { recoverErrors } from './recover.ts'
import { requestErrors } from './request-errors.ts'
import { signInErrors } from './sign-in-errors.ts'

const errors = {
  ...signInErrors,
  ...passwordErrors,
  ...courseErrors,
  ...wayErrors,
  ...recoverErrors,
  ...passkeyErrors,
  ...dapErrors,
  ...eidErrors,
  ...deskErrors,
  ...requestErrors,
}

/** The stable code of a fault; printed in small type for the help desk. */
export type ErrorCode = keyof typeof errors

/** Every code, for tests and for `npm run pages`. */
export const errorCodes = Object.keys(errors).filter(isErrorCode)

/** Tells a code of ours from any other string. */
export function isErrorCode(value: string): value is ErrorCode {
  return Object.hasOwn(errors, value)
}

/** The words for a fault. `until` in epoch seconds, needed by the codes that speak of a date. */
export function errorWords(language: Language, code: ErrorCode, until?: number): ErrorWords {
  const words: ErrorWords = errors[code][language]
  return { message: filled(language, words.message, until), advice: filled(language, words.advice, until) }
}

function filled(language: Language, text: string, until: number | undefined): string {
  if (until !== undefined)
    return text.replace('{until}', formatInstant(language, until)).replace('{day}', onThatDay(language, until))
  if (text.includes(' {day}')) return text.replace(' {day}', '')
  if (language === 'en') return text.replace('until {until}', 'for a while').replace('{until}', 'a while')
  return text
    .replace('. {until} után', '. Egy kis idő múlva')
    .replace('{until} után', 'egy kis idő múlva')
    .replace('{until}-ig', 'még egy ideig')
}

function onThatDay(language: Language, at: number): string {
  return language === 'hu' ? onDay(formatDay('hu', at)) : `on ${formatDay('en', at)}`
}

/** The fault of a form as its page shows it. `field` is the field's name, `until` is in epoch seconds. */
export function formError(
  language: Language,
  code: ErrorCode,
  options: { readonly field?: string | null; readonly until?: number } = {},
): FormError {
  const { field = null, until } = options
  const text = errorWords(language, code, until).message
  return until === undefined ? { code, text, field } : { code, text, field, until: formatInstant(language, until) }
}
