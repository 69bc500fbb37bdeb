import { formatDeadline, formatInstant, formatSpan } from '../format.ts'
import type { Language } from '../frame.ts'
import { factLabels } from './facts.ts'
import { writeLetter, type MailContent } from './letter.ts'
import { notYou } from './not-you.ts'

export interface ResetCodeProps {
  /** As it is to be typed. */
  readonly code: string
  readonly expiresAt: number
  /** Where the code is typed; written as text, not as a link. */
  readonly activateUrl: string
}

/** @public Read by the check of both languages. */
export const resetCodeTexts = {
  hu: {
    subject: (span: string) => `Kód elfelejtett jelszóhoz (${span} érvényes)`,
    heading: 'Kód új jelszóhoz',
    enter: 'Írja be a felhasználónevét és ezt a kódot, majd adjon meg új jelszót. Ezt bármelyik böngészőben megteheti.',
    until:
      'Amíg a kódot fel nem használja, a régi jelszava érvényes. Ha azóta eszébe jutott, a kódot hagyja figyelmen kívül.',
    once: 'A kód egyszer használható, és nem jelszó: belépni nem lehet vele. Senkinek ne mondja meg, nekünk sem. Ha újat kér, ez már nem használható.',
  },
  en: {
    subject: (span: string) => `Code for your forgotten password (valid for ${span})`,
    heading: 'Code for a new password',
    enter: 'Enter your user name and this code, then choose a new password. You can do so in any browser.',
    until: 'Your old password works until the code is used. If you have remembered it meanwhile, ignore this code.',
    once: 'The code works once and is not a password: it does not sign you in. Do not tell it to anybody, not even to us. If you ask for another one, this one no longer works.',
  },
} satisfies Record<Language, unknown>

/** M6: the one-time code for a forgotten password. */
export function resetCodeMail(language: Language, at: number, props: ResetCodeProps): MailContent {
  const texts = resetCodeTexts[language]
  const labels = factLabels[language]
  return writeLetter(language, {
    subject: texts.subject(formatSpan(language, props.expiresAt - at)),
    heading: texts.heading,
    code: { label: labels.code, value: props.code },
    facts: [
      { label: labels.requested, value: formatInstant(language, at) },
      { label: labels.valid, value: formatDeadline(language, props.expiresAt) },
      { label: labels.enterAt, value: props.activateUrl },
    ],
    paragraphs: [texts.enter, texts.until, texts.once],
    ifNotYou: notYou[language].asked,
  })
}
