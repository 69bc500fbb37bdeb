import { formatDay, formatDeadline } from '../format.ts'
import type { Language } from '../frame.ts'
import { untilDay } from '../hungarian.ts'
import { writeLetter, type MailContent } from './letter.ts'
import { notYou } from './not-you.ts'

export interface PasswordExpiredProps {
  /** The last instant at which a new one can be asked for online. */
  readonly renewBy: number
}

/** @public Read by the check of both languages. */
export const passwordExpiredTexts = {
  hu: {
    subject: (day: string) => `Jelszava lejárt, ${untilDay(day)} kérhet újat`,
    heading: 'Jelszava lejárt',
    renew: (deadline: string) =>
      `Az „Elfelejtett jelszó” oldalon ${deadline} kérhet új jelszót a felhasználónevével és az azonosítási e-mail-címével.`,
    after:
      'Utána a regisztráció inaktív lesz, és személyesen kell aktiválni egy regisztrációs szervnél. Semmit nem törlünk.',
  },
  en: {
    subject: (day: string) => `Your password has expired, you can renew it until ${day}`,
    heading: 'Your password has expired',
    renew: (deadline: string) =>
      `On the “Forgotten password” page you can ask for a new one ${deadline}, with your user name and your identification e-mail address.`,
    after:
      'After that the registration becomes inactive and must be activated in person at a registration body. Nothing is deleted.',
  },
} satisfies Record<Language, unknown>

/** M9: the password ended; it can still be renewed online. */
export function passwordExpiredMail(language: Language, _at: number, { renewBy }: PasswordExpiredProps): MailContent {
  const texts = passwordExpiredTexts[language]
  return writeLetter(language, {
    subject: texts.subject(formatDay(language, renewBy)),
    heading: texts.heading,
    facts: [],
    paragraphs: [texts.renew(formatDeadline(language, renewBy)), texts.after],
    ifNotYou: notYou[language].registered,
  })
}
