import { formatInstant } from '../format.ts'
import type { Language } from '../frame.ts'
import { factLabels } from './facts.ts'
import { writeLetter, type MailContent } from './letter.ts'
import { notYou } from './not-you.ts'

/** @public Read by the check of both languages. */
export const inactiveCodeRequestTexts = {
  hu: {
    subject: 'Kódkérés inaktív Ügyfélkapuhoz',
    what: 'Az „Elfelejtett jelszó” oldalon kódot kértek az Ön regisztrációjához. Kódot most nem küldhetünk, mert a jelszó régen lejárt, és a regisztráció inaktív.',
    visit:
      'Menjen el személyazonosító okmányával bármelyik regisztrációs szervhez, és kérje az aktiválást. Utána a rendszer magától elküldi a kódot erre az e-mail-címre.',
  },
  en: {
    subject: 'Code requested for an inactive Client Gate',
    what: 'A code for your registration was requested on the “Forgotten password” page. We cannot send one now, because the password expired long ago and the registration is inactive.',
    visit:
      'Visit any registration body with your identity document and ask for it to be activated. The system then sends the code to this address by itself.',
  },
} satisfies Record<Language, unknown>

/** M11: the answer where a code was asked for and there is none to give. */
export function inactiveCodeRequestMail(language: Language, at: number): MailContent {
  const { subject, what, visit } = inactiveCodeRequestTexts[language]
  return writeLetter(language, {
    subject,
    facts: [{ label: factLabels[language].requested, value: formatInstant(language, at) }],
    paragraphs: [what, visit],
    ifNotYou: notYou[language].asked,
  })
}
