import { formatInstant } from '../format.ts'
import type { Language } from '../frame.ts'
import { factLabels } from './facts.ts'
import { writeLetter, type MailContent } from './letter.ts'

export interface SuspensionProps {
  /** False where a suspension ended. */
  readonly suspended: boolean
}

/** @public Read by the check of both languages. */
export const suspensionTexts = {
  hu: {
    suspended: {
      subject: 'Fiókját felfüggesztettük',
      what: 'A felfüggesztés alatt nem lehet belépni, Önt mindenhonnan kijelentkeztettük. Adatai megmaradnak, a határidők tovább telnek.',
      now: 'Az okát személyesen, bármelyik regisztrációs szervnél megtudhatja.',
    },
    lifted: {
      subject: 'Fiókja felfüggesztését feloldottuk',
      what: 'Fiókja ugyanúgy használható, mint a felfüggesztés előtt. A határidők közben tovább teltek.',
      now: 'Nézze meg a „Saját adatok” oldalon, nem járt-e le közben a jelszava.',
    },
    notYouTitle: 'Nem Ön kérte?',
    notYou:
      'Felfüggesztést nemcsak a fiók gazdája kérhet. Kérdéseivel személyesen, egy regisztrációs szervhez forduljon.',
  },
  en: {
    suspended: {
      subject: 'Your account was suspended',
      what: 'Nobody can sign in during the suspension, and we signed you out everywhere. Your data are kept; deadlines go on running.',
      now: 'Any registration body can tell you the reason in person.',
    },
    lifted: {
      subject: 'Your account was reinstated',
      what: 'Your account can be used as before the suspension. Deadlines went on running meanwhile.',
      now: 'Look at the page “My data” to see whether your password has expired meanwhile.',
    },
    notYouTitle: 'Was it not you who asked?',
    notYou: 'Not only the holder of an account can ask for a suspension. Turn to a registration body in person.',
  },
} satisfies Record<Language, unknown>

/** M13: a suspension began or ended. */
export function suspensionMail(language: Language, at: number, { suspended }: SuspensionProps): MailContent {
  const texts = suspensionTexts[language]
  const { subject, what, now } = suspended ? texts.suspended : texts.lifted
  return writeLetter(language, {
    subject,
    facts: [{ label: factLabels[language].happened, value: formatInstant(language, at) }],
    paragraphs: [what, now],
    ifNotYou: { title: texts.notYouTitle, text: texts.notYou },
  })
}
