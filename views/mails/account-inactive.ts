import type { Language } from '../frame.ts'
import { writeLetter, type MailContent } from './letter.ts'
import { notYou } from './not-you.ts'

/** @public Read by the check of both languages. */
export const accountInactiveTexts = {
  hu: {
    subject: 'Ügyfélkapuja inaktív, személyes aktiválás szükséges',
    what: 'Jelszava régen lejárt, és nem kért helyette újat, ezért a regisztráció inaktív lett. Semmit nem töröltünk.',
    visit:
      'Menjen el személyazonosító okmányával bármelyik regisztrációs szervhez, és kérje az aktiválást. Utána a rendszer magától elküldi az új kódot erre az e-mail-címre.',
  },
  en: {
    subject: 'Your Client Gate is inactive, please activate it in person',
    what: 'Your password expired long ago and you did not ask for a new one, so the registration became inactive. Nothing was deleted.',
    visit:
      'Visit any registration body with your identity document and ask for it to be activated. The system then sends the new code to this address by itself.',
  },
} satisfies Record<Language, unknown>

/** M10: the time to renew the password online is over. */
export function accountInactiveMail(language: Language): MailContent {
  const { subject, what, visit } = accountInactiveTexts[language]
  return writeLetter(language, { subject, facts: [], paragraphs: [what, visit], ifNotYou: notYou[language].registered })
}
