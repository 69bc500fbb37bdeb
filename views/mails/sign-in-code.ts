import { formatDeadline, formatInstant } from '../format.ts'
import type { Language } from '../frame.ts'
import { textsFor } from '../texts/index.ts'
import { factLabels } from './facts.ts'
import { writeLetter, type MailContent } from './letter.ts'

/** What the mails with a code are given; instants in epoch seconds. */
export interface CodeMailProps {
  readonly code: string
  /** Three digits, the same as on the page. */
  readonly sessionNumber: string
  readonly serviceName: string
  readonly expiresAt: number
}

/** @public Read by the check of both languages. */
export const signInCodeTexts = {
  hu: {
    subject: (code: string, minutes: number) => `Belépési kód: ${code} (${minutes} percig érvényes)`,
    heading: 'Belépési kódja',
    enter: 'Írja be a kódot azon az oldalon, amelyen ugyanez a munkamenet-azonosító áll. A kód egyszer használható.',
    secret: 'A kódot senkinek ne mondja meg, nekünk sem. Ebben a levélben nincs belépési hivatkozás.',
    notYouTitle: 'Nem Ön akar belépni?',
    notYou: 'Ne adja ki a kódot. Aki kérte, ismeri az Ön jelszavát: változtassa meg a jelszót mielőbb.',
  },
  en: {
    subject: (code: string, minutes: number) => `Sign-in code: ${code} (valid for ${minutes} minutes)`,
    heading: 'Your sign-in code',
    enter: 'Enter the code on the page that shows this same matching number. It works once.',
    secret: 'Do not tell the code to anybody, not even to us. There is no sign-in link in this message.',
    notYouTitle: 'Is it not you who is signing in?',
    notYou: 'Do not give the code away. Whoever asked for it knows your password: change it as soon as you can.',
  },
} satisfies Record<Language, unknown>

/** M18: the code of a second step. The only mail whose subject holds the code. */
export function signInCodeMail(language: Language, at: number, props: CodeMailProps): MailContent {
  const texts = signInCodeTexts[language]
  return writeLetter(language, {
    subject: texts.subject(props.code, Math.round((props.expiresAt - at) / 60)),
    heading: texts.heading,
    code: { label: factLabels[language].code, value: props.code },
    facts: codeFacts(language, at, props),
    paragraphs: [texts.enter, texts.secret],
    ifNotYou: { title: texts.notYouTitle, text: texts.notYou },
  })
}

/** Which service asked, the number to compare, when, until when. */
export function codeFacts(language: Language, at: number, props: CodeMailProps): { label: string; value: string }[] {
  const labels = factLabels[language]
  return [
    { label: labels.service, value: props.serviceName },
    { label: textsFor(language).emailCode.sessionNumber, value: props.sessionNumber },
    { label: labels.requested, value: formatInstant(language, at) },
    { label: labels.valid, value: formatDeadline(language, props.expiresAt) },
  ]
}
