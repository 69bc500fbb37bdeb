import type { Language } from '../frame.ts'
import { factLabels } from './facts.ts'
import { writeLetter, type MailContent } from './letter.ts'
import { codeFacts, type CodeMailProps } from './sign-in-code.ts'

/** @public Read by the check of both languages. */
export const enrolmentCodeTexts = {
  hu: {
    subject: 'Megerősítő kód az Ügyfélkapu+ igényléséhez',
    heading: 'Megerősítő kódja',
    why: 'Fiókjához második belépési módot (Ügyfélkapu+) kértek. Ezzel a kóddal erősítheti meg, hogy Ön kérte.',
    enter: 'Írja be a kódot azon az oldalon, amelyen ugyanez a munkamenet-azonosító áll. A kód egyszer használható.',
    secret: 'A kódot senkinek ne mondja meg, nekünk sem. Ebben a levélben nincs belépési hivatkozás.',
    notYouTitle: 'Nem Ön kérte?',
    notYou:
      'Ne adja ki a kódot: enélkül nem kapcsolható be az Ügyfélkapu+. Aki kérte, ismeri az Ön jelszavát: változtassa meg a jelszót mielőbb.',
  },
  en: {
    subject: 'Confirmation code for your Client Gate+ request',
    heading: 'Your confirmation code',
    why: 'A second way to prove who you are (Client Gate+) was requested for your account. This code confirms that it was you.',
    enter: 'Enter the code on the page that shows this same matching number. It works once.',
    secret: 'Do not tell the code to anybody, not even to us. There is no sign-in link in this message.',
    notYouTitle: 'Was it not you?',
    notYou:
      'Do not give the code away: without it Client Gate+ cannot be switched on. Whoever asked for it knows your password: change it as soon as you can.',
  },
} satisfies Record<Language, unknown>

/** M19: proves that who enrols a second factor reads the identification address. */
export function enrolmentCodeMail(language: Language, at: number, props: CodeMailProps): MailContent {
  const texts = enrolmentCodeTexts[language]
  return writeLetter(language, {
    subject: texts.subject,
    heading: texts.heading,
    code: { label: factLabels[language].code, value: props.code },
    facts: codeFacts(language, at, props),
    paragraphs: [texts.why, texts.enter, texts.secret],
    ifNotYou: { title: texts.notYouTitle, text: texts.notYou },
  })
}
