import { formatDeadline, formatSpan } from '../format.ts'
import type { Language } from '../frame.ts'
import { factLabels } from './facts.ts'
import { writeLetter, type MailContent } from './letter.ts'
import { notYou } from './not-you.ts'

export interface PasswordWarningProps {
  /** Whole days left. */
  readonly days: number
  /** The end of the password. */
  readonly expiresAt: number
}

/** @public Read by the check of both languages. */
export const passwordWarningTexts = {
  hu: {
    subject: (days: number) => `Ügyfélkapus jelszava ${days} nap múlva lejár`,
    change:
      'Lépjen be, és a „Saját adatok” oldalon adjon meg új jelszót. Azt is Ön választja meg, meddig legyen érvényes.',
    after:
      'Ha lejár, egy ideig még az „Elfelejtett jelszó” oldalon kérhet újat, utána csak személyesen, egy regisztrációs szervnél.',
  },
  en: {
    subject: (days: number) => `Your Client Gate password expires in ${formatSpan('en', days * 86_400)}`,
    change: 'Sign in and set a new password on the page “My data”. You also choose how long it is to be valid.',
    after:
      'Once it has expired you can ask for a new one on the “Forgotten password” page for a while, then only in person at a registration body.',
  },
} satisfies Record<Language, unknown>

/** M8: days before the password expires. */
export function passwordWarningMail(language: Language, _at: number, props: PasswordWarningProps): MailContent {
  const texts = passwordWarningTexts[language]
  return writeLetter(language, {
    subject: texts.subject(props.days),
    facts: [{ label: factLabels[language].passwordValid, value: formatDeadline(language, props.expiresAt) }],
    paragraphs: [texts.change, texts.after],
    ifNotYou: notYou[language].registered,
  })
}
