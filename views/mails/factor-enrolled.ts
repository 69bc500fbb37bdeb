import { formatInstant } from '../format.ts'
import type { Language } from '../frame.ts'
import { factLabels } from './facts.ts'
import { writeLetter, type MailContent } from './letter.ts'

export interface FactorEnrolledProps {
  readonly serviceName: string
  /** The second step from now on. */
  readonly factor: 'totp' | 'email-code'
}

/** @public Read by the check of both languages. */
export const factorEnrolledTexts = {
  hu: {
    subject: 'Ügyfélkapu+ bekapcsolva',
    heading: 'Bekapcsolta az Ügyfélkapu+ szolgáltatást',
    totp: 'Mostantól belépéskor a jelszó után a hitelesítő alkalmazás kódját is kérjük.',
    emailCode: 'Mostantól belépéskor a jelszó után az erre a címre küldött kódot is kérjük.',
    keep: 'A hitelesítő alkalmazás törléséhez a képernyőn megmutatott törlőkódra lesz szüksége: őrizze meg.',
    notYouTitle: 'Nem Ön kapcsolta be?',
    notYou:
      'Valaki ismeri az Ön jelszavát, és olvassa a leveleit. Változtassa meg mindkét jelszót, és kérje egy regisztrációs szervnél a fiók felfüggesztését.',
  },
  en: {
    subject: 'Client Gate+ switched on',
    heading: 'You switched on Client Gate+',
    totp: 'From now on, signing in takes a code of your authenticator app after your password.',
    emailCode: 'From now on, signing in takes a code sent to this address after your password.',
    keep: 'To remove the authenticator app you will need the deletion code shown on the screen: keep it.',
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
    paragraphs: props.factor === 'totp' ? [texts.totp, texts.keep] : [texts.emailCode],
    ifNotYou: { title: texts.notYouTitle, text: texts.notYou },
  })
}
