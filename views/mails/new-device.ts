import { formatInstant } from '../format.ts'
import type { Language } from '../frame.ts'
import { factLabels } from './facts.ts'
import { writeLetter, type MailContent } from './letter.ts'
import { notYou } from './not-you.ts'

export interface NewDeviceProps {
  readonly serviceName: string
  readonly at: number
}

/** @public Read by the check of both languages. */
export const newDeviceTexts = {
  hu: {
    subject: 'Új belépés egy eddig nem használt eszközről',
    what: 'Olyan böngészőből léptek be a fiókjával, amelyből eddig nem.',
    fine: 'Ha Ön volt, nincs teendője. A „Bejelentkezések” oldalon láthatja és befejezheti a futó belépéseket.',
  },
  en: {
    subject: 'New sign-in from an unknown device',
    what: 'Somebody signed in with your account from a browser that was not used before.',
    fine: 'If it was you, there is nothing to do. The page “Sign-ins” shows where you are signed in, and ends it.',
  },
} satisfies Record<Language, unknown>

/** M20: a sign-in from a browser that this account did not know. */
export function newDeviceMail(language: Language, _at: number, props: NewDeviceProps): MailContent {
  const { subject, what, fine } = newDeviceTexts[language]
  const labels = factLabels[language]
  return writeLetter(language, {
    subject,
    facts: [
      { label: labels.service, value: props.serviceName },
      { label: labels.happened, value: formatInstant(language, props.at) },
    ],
    paragraphs: [what, fine],
    ifNotYou: notYou[language].acted,
  })
}
