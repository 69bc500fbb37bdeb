import { formatInstant } from '../format.ts'
import type { Language } from '../frame.ts'
import { factLabels } from './facts.ts'
import { writeLetter, type MailContent } from './letter.ts'
import { notYou } from './not-you.ts'

/** What a clerk did; each has its words in {@link officeActTexts}. */
export const officeActs = [
  'registered',
  'finalised',
  'reactivated',
  'username_told',
  'username_changed',
  'email_corrected',
  'factor_removed',
  'password_reenabled',
  'closed',
  'dap_enrolled',
  'searched',
] as const

export type OfficeAct = (typeof officeActs)[number]

export interface OfficeActProps {
  readonly act: OfficeAct
  readonly officeName: string
  readonly at: number
}

interface OfficeActTexts {
  readonly subject: string
  readonly acts: Readonly<Record<OfficeAct, string>>
  readonly what: string
  readonly look: string
}

/** @public Read by the check of both languages. */
export const officeActTexts = {
  hu: {
    subject: 'Hivatali művelet történt fiókjával',
    acts: {
      registered: 'regisztráció',
      finalised: 'ideiglenes regisztráció véglegesítése',
      reactivated: 'lejárt regisztráció aktiválása',
      username_told: 'felhasználónév közlése',
      username_changed: 'felhasználónév módosítása',
      email_corrected: 'azonosítási e-mail-cím javítása',
      factor_removed: 'második belépési mód törlése',
      password_reenabled: 'jelszó engedélyezése',
      closed: 'regisztráció megszüntetése',
      dap_enrolled: 'DÁP mobilalkalmazás felvétele',
      searched: 'adatok megtekintése',
    },
    what: 'Egy ügyintéző a fenti műveletet végezte el. Jelszót és kódot az ügyintéző nem lát, és nem is adhat meg.',
    look: 'Ez a „Tevékenységi napló” oldalon is látszik.',
  },
  en: {
    subject: 'An office acted on your account',
    acts: {
      registered: 'registration',
      finalised: 'temporary registration finalised',
      reactivated: 'expired registration activated',
      username_told: 'user name told',
      username_changed: 'user name changed',
      email_corrected: 'identification e-mail address corrected',
      factor_removed: 'second way to sign in removed',
      password_reenabled: 'password enabled again',
      closed: 'registration closed',
      dap_enrolled: 'DÁP app enrolled',
      searched: 'data looked at',
    },
    what: 'A clerk did what stands above. Clerks neither see nor set passwords or codes.',
    look: 'The page “Activity log” shows it, too.',
  },
} satisfies Record<Language, OfficeActTexts>

/** M25: what an official did, to whom it concerns. */
export function officeActMail(language: Language, _at: number, props: OfficeActProps): MailContent {
  const texts = officeActTexts[language]
  const labels = factLabels[language]
  return writeLetter(language, {
    subject: texts.subject,
    facts: [
      { label: labels.act, value: texts.acts[props.act] },
      { label: labels.office, value: props.officeName },
      { label: labels.happened, value: formatInstant(language, props.at) },
    ],
    paragraphs: [texts.what, texts.look],
    ifNotYou: notYou[language].office,
  })
}
