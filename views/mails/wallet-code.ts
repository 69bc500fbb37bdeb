import type { Language } from '../frame.ts'
import { formatInstant } from '../format.ts'
import { factLabels } from './facts.ts'
import { writeLetter, type MailContent } from './letter.ts'

export interface WalletCodeProps {
  readonly code: string
  /** Epoch seconds. */
  readonly expiresAt: number
}

/** @public Read by the check of both languages. */
export const walletCodeTexts = {
  hu: {
    subject: 'Megerősítő kód a DÁP mobilalkalmazás felvételéhez',
    heading: 'Megerősítő kódja',
    until: 'Eddig használható',
    why: 'Egy hivatalban DÁP-regisztrációt kértek a fiókjához, és kinyomtatták a hozzá tartozó QR-kódot.',
    enter: 'Olvassa be a QR-kódot az alkalmazással, és ott írja be ezt a kódot. Egyszer használható.',
    secret: 'A kódot senkinek ne mondja meg, az ügyintézőnek sem: kód nélkül senki nem veheti fel a saját telefonját.',
    notYouTitle: 'Nem Ön kérte?',
    notYou: 'Ne adja ki a kódot, és jelezze az ügyfélszolgálatnak, hogy hivatalban jártak el a nevében.',
  },
  en: {
    subject: 'Confirmation code to enrol the DÁP app',
    heading: 'Your confirmation code',
    until: 'Can be used until',
    why: 'An office was asked to enrol a DÁP app for your account, and printed the QR code for it.',
    enter: 'Scan the QR code with the app, and enter this code there. It works once.',
    secret:
      'Do not tell the code to anybody, not to the clerk either: without it nobody can enrol a phone of their own.',
    notYouTitle: 'Was it not you?',
    notYou: 'Do not give the code away, and tell the help desk that somebody acted in your name at an office.',
  },
} satisfies Record<Language, unknown>

/** M19 at the desk (K11): proves that who enrols the wallet reads the identification address. */
export function walletCodeMail(language: Language, _at: number, { code, expiresAt }: WalletCodeProps): MailContent {
  const texts = walletCodeTexts[language]
  return writeLetter(language, {
    subject: texts.subject,
    heading: texts.heading,
    code: { label: factLabels[language].code, value: code },
    facts: [{ label: texts.until, value: formatInstant(language, expiresAt) }],
    paragraphs: [texts.why, texts.enter, texts.secret],
    ifNotYou: { title: texts.notYouTitle, text: texts.notYou },
  })
}
