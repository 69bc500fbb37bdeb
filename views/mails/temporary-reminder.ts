import { formatDeadline, formatSpan } from '../format.ts'
import type { Language } from '../frame.ts'
import { factLabels } from './facts.ts'
import { writeLetter, type MailContent } from './letter.ts'
import { notYou } from './not-you.ts'

export interface TemporaryReminderProps {
  /** Whole days left. */
  readonly days: number
  readonly finaliseBy: number
}

/** @public Read by the check of both languages. */
export const temporaryReminderTexts = {
  hu: {
    subject: (days: number) => `Emlékeztető: ${days} nap múlva törlődik ideiglenes regisztrációja`,
    heading: 'Véglegesítse ideiglenes regisztrációját',
    finalise:
      'Menjen el személyesen egy okmányirodába vagy kormányablakba személyazonosító okmányával és lakcímkártyájával. Mondja meg a felhasználónevét és az e-mail-címét.',
    after: 'A határidő után a regisztrációt minden adatával töröljük. Később újra regisztrálhat.',
  },
  en: {
    subject: (days: number) =>
      `Reminder: your temporary registration will be deleted in ${formatSpan('en', days * 86_400)}`,
    heading: 'Please finalise your temporary registration',
    finalise:
      'Visit a document office or a government window in person, with your identity document and your address card. Tell them your user name and your e-mail address.',
    after: 'After the deadline we delete the registration with all its data. You can register again later.',
  },
} satisfies Record<Language, unknown>

/** M4: days before a temporary account is deleted. */
export function temporaryReminderMail(language: Language, _at: number, props: TemporaryReminderProps): MailContent {
  const texts = temporaryReminderTexts[language]
  return writeLetter(language, {
    subject: texts.subject(props.days),
    heading: texts.heading,
    facts: [{ label: factLabels[language].finaliseBy, value: formatDeadline(language, props.finaliseBy) }],
    paragraphs: [texts.finalise, texts.after],
    ifNotYou: notYou[language].registered,
  })
}
