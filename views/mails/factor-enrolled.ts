import { formatInstant } from '../format.ts'
import type { Language } from '../frame.ts'
import { mailWords, type WayId } from '../texts/factors.ts'
import { factLabels } from './facts.ts'
import { writeLetter, type MailContent } from './letter.ts'

export interface FactorEnrolledProps {
  readonly serviceName: string
  /** The second step from now on. */
  readonly way: WayId
}

/** @public Read by the check of both languages. */
export const factorEnrolledTexts = {
  hu: {
    subject: 'Ügyfélkapu+ bekapcsolva',
    heading: 'Bekapcsolta az Ügyfélkapu+ szolgáltatást',
    notYouTitle: 'Nem Ön kapcsolta be?',
    notYou:
      'Valaki ismeri az Ön jelszavát, és olvassa a leveleit. Változtassa meg mindkét jelszót, és kérje egy regisztrációs szervnél a fiók felfüggesztését.',
  },
  en: {
    subject: 'Client Gate+ switched on',
    heading: 'You switched on Client Gate+',
    notYouTitle: 'Was it not you?',
    notYou:
      'Somebody knows your password and reads your mail. Change both passwords, and ask a registration body to suspend your account.',
  },
} satisfies Record<Language, unknown>

/** M16: a second factor was enrolled. */
export function factorEnrolledMail(language: Language, at: number, props: FactorEnrolledProps): MailContent {
  const texts = factorEnrolledTexts[language]
  const labels = factLabels[language]
  return writeLetter(language, {
    subject: texts.subject,
    heading: texts.heading,
    facts: [
      { label: labels.service, value: props.serviceName },
      { label: labels.happened, value: formatInstant(language, at) },
    ],
    paragraphs: mailWords(language, props.way).first ?? [],
    ifNotYou: { title: texts.notYouTitle, text: texts.notYou },
  })
}
