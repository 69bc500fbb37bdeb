import { formatInstant } from '../format.ts'
import type { Language } from '../frame.ts'
import { factLabels } from './facts.ts'
import { writeLetter, type MailContent } from './letter.ts'
import { notYou } from './not-you.ts'

/** @public Read by the check of both languages. */
export const usernameChangedTexts = {
  hu: {
    subject: 'Felhasználóneve megváltozott',
    what: 'A hivatalban, személyazonosságának igazolása után megváltoztatták a felhasználónevét. A régivel már nem lehet belépni, jelszava nem változott.',
    where: 'Az új felhasználónevet a hivatalban kapott nyugtán találja. Levélben nem írjuk meg.',
  },
  en: {
    subject: 'Your user name was changed',
    what: 'An office changed your user name after checking your identity. The old one no longer signs you in; your password did not change.',
    where: 'The new user name is on the receipt that you were given at the office. We do not write it in messages.',
  },
} satisfies Record<Language, unknown>

/** M14: says that it changed, not what it is. */
export function usernameChangedMail(language: Language, at: number): MailContent {
  const { subject, what, where } = usernameChangedTexts[language]
  return writeLetter(language, {
    subject,
    facts: [{ label: factLabels[language].happened, value: formatInstant(language, at) }],
    paragraphs: [what, where],
    ifNotYou: notYou[language].office,
  })
}
