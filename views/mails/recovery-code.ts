import { formatDeadline, formatInstant } from '../format.ts'
import type { Language } from '../frame.ts'
import { textsFor } from '../texts/index.ts'
import { factLabels } from './facts.ts'
import { writeLetter, type MailContent } from './letter.ts'

export interface RecoveryCodeProps {
  readonly code: string
  /** The page shows the same, so that an older mail is not used by mistake. */
  readonly sessionNumber: string
  readonly expiresAt: number
}

/** @public Read by the check of both languages. */
export const recoveryCodeTexts = {
  hu: {
    subject: 'Megerősítő kód az elveszett belépési mód törléséhez',
    heading: 'Megerősítő kódja',
    why: 'Jelezték, hogy elveszett egy belépési módja. Ezzel a kóddal indítható el a várakozási idő, amelynek a végén töröljük.',
    enter: 'Írja be a kódot azon az oldalon, amelyen ugyanez a munkamenet-azonosító áll. A kód egyszer használható.',
    secret: 'A kódot senkinek ne mondja meg, nekünk sem. Ebben a levélben nincs belépési hivatkozás.',
    notYouTitle: 'Nem Ön kérte?',
    notYou:
      'Ne adja ki a kódot: enélkül semmi nem indul el. Aki kérte, ismeri az Ön jelszavát: változtassa meg a jelszót mielőbb.',
  },
  en: {
    subject: 'Confirmation code to remove a lost way to sign in',
    heading: 'Your confirmation code',
    why: 'Somebody told us that you have lost a way to sign in. This code starts the waiting period at the end of which we remove it.',
    enter: 'Enter the code on the page that shows this same matching number. It works once.',
    secret: 'Do not tell the code to anybody, not even to us. There is no sign-in link in this message.',
    notYouTitle: 'Was it not you?',
    notYou:
      'Do not give the code away: without it nothing starts. Whoever asked for it knows your password: change it as soon as you can.',
  },
} satisfies Record<Language, unknown>

/** M19 of a recovery: proves that who starts the waiting period reads the identification address. */
export function recoveryCodeMail(language: Language, at: number, props: RecoveryCodeProps): MailContent {
  const texts = recoveryCodeTexts[language]
  const labels = factLabels[language]
  return writeLetter(language, {
    subject: texts.subject,
    heading: texts.heading,
    code: { label: labels.code, value: props.code },
    facts: [
      { label: textsFor(language).emailCode.sessionNumber, value: props.sessionNumber },
      { label: labels.requested, value: formatInstant(language, at) },
      { label: labels.valid, value: formatDeadline(language, props.expiresAt) },
    ],
    paragraphs: [texts.why, texts.enter, texts.secret],
    ifNotYou: { title: texts.notYouTitle, text: texts.notYou },
  })
}
