import { formatDeadline, formatSpan } from '../format.ts'
import type { Language } from '../frame.ts'
import { factLabels } from './facts.ts'
import { writeLetter, type MailContent } from './letter.ts'
import { notYou } from './not-you.ts'

export interface ActivationCodeProps {
  /** As it is to be typed. Never beside the user name: one mailbox must not hold both. */
  readonly code: string
  readonly expiresAt: number
  readonly kind: 'registration' | 'temporary' | 'reactivation'
  /** Until when another code can be asked for once this one has expired; null where it cannot. */
  readonly windowEndsAt: number | null
  /** Where the code is typed; written as text, not as a link. */
  readonly activateUrl: string
}

/** @public Read by the check of both languages. */
export const activationCodeTexts = {
  hu: {
    subject: (span: string) => `Aktiváló kód az Ügyfélkapu regisztrációjához (${span} érvényes)`,
    heading: 'Aktiváló kódja',
    why: {
      registration: 'Ezzel a kóddal aktiválhatja ügyfélkapus regisztrációját.',
      temporary: 'Ezzel a kóddal aktiválhatja ideiglenes ügyfélkapus regisztrációját.',
      reactivation: 'Lejárt regisztrációját a hivatalban aktiválták. Ezzel a kóddal adhat meg új jelszót.',
    },
    enter:
      'Az aktiváláskor a választott felhasználónevét és ezt a kódot írja be, majd új jelszót ad meg. Ezt bármelyik böngészőben megteheti. Felhasználónevét ebben a levélben szándékosan nem írjuk le.',
    once: 'A kód egyszer használható, és nem jelszó: belépni nem lehet vele. Senkinek ne mondja meg, nekünk sem.',
    later: (deadline: string) => `Ha a kód lejár, az „Elfelejtett jelszó” oldalon ${deadline} kérhet újat.`,
    after: {
      registration: 'Ha addig sem aktiválja a regisztrációját, az adatait töröljük.',
      temporary: 'Ha addig sem véglegesíti az ideiglenes regisztrációját, az adatait töröljük.',
      reactivation: 'Utána új kódot csak személyesen, egy regisztrációs szervnél kérhet.',
    },
  },
  en: {
    subject: (span: string) => `Activation code for your Client Gate registration (valid for ${span})`,
    heading: 'Your activation code',
    why: {
      registration: 'This code activates your Client Gate (Ügyfélkapu) registration.',
      temporary: 'This code activates your temporary Client Gate (Ügyfélkapu) registration.',
      reactivation: 'Your expired registration was activated at an office. This code lets you choose a new password.',
    },
    enter:
      'To activate, enter the user name you chose and this code, then choose a new password. You can do so in any browser. We leave your user name out of this message on purpose.',
    once: 'The code works once and is not a password: it does not sign you in. Do not tell it to anybody, not even to us.',
    later: (deadline: string) =>
      `If the code runs out, you can ask for another one on the “Forgotten password” page ${deadline}.`,
    after: {
      registration: 'If you have not activated your registration by then, we delete its data.',
      temporary: 'If you have not finalised your temporary registration by then, we delete its data.',
      reactivation: 'After that, you can ask for a new code only in person at a registration body.',
    },
  },
} satisfies Record<Language, unknown>

/** M1: the one-time code that opens a registration. */
export function activationCodeMail(language: Language, at: number, props: ActivationCodeProps): MailContent {
  const texts = activationCodeTexts[language]
  const labels = factLabels[language]
  const { kind, windowEndsAt } = props
  const later =
    windowEndsAt === null ? [] : [`${texts.later(formatDeadline(language, windowEndsAt))} ${texts.after[kind]}`]
  return writeLetter(language, {
    subject: texts.subject(formatSpan(language, props.expiresAt - at)),
    heading: texts.heading,
    code: { label: labels.code, value: props.code },
    facts: [
      { label: labels.valid, value: formatDeadline(language, props.expiresAt) },
      { label: labels.enterAt, value: props.activateUrl },
    ],
    paragraphs: [texts.why[kind], texts.enter, texts.once, ...later],
    ifNotYou: kind === 'reactivation' ? notYou[language].office : notYou[language].registered,
  })
}
