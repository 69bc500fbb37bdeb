import { formatInstant } from '../format.ts'
import type { Language } from '../frame.ts'
import { factLabels } from './facts.ts'
import { writeLetter, type MailContent } from './letter.ts'
import { notYou } from './not-you.ts'

export interface AccountDeletedProps {
  readonly why:
    'temporary_expired' | 'not_activated' | 'closed_online' | 'closed_at_office' | 'same_identity' | 'refused_at_office'
}

/** @public Read by the check of both languages. */
export const accountDeletedTexts = {
  hu: {
    subject: 'Ügyfélkapu regisztrációját töröltük',
    why: {
      temporary_expired: 'Ideiglenes regisztrációját a határidőig nem véglegesítették.',
      not_activated: 'Regisztrációját a határidőig nem aktiválták.',
      closed_online: 'Ön a „Saját adatok” oldalon kérte a megszüntetést.',
      closed_at_office: 'A megszüntetést személyesen, egy hivatalban kérték.',
      same_identity:
        'Ugyanezekkel az adatokkal valaki személyesen, okmányokkal igazolva regisztrált, ezért az ideiglenes regisztrációt töröltük.',
      refused_at_office: 'A hivatalban az ideiglenes regisztrációt nem lehetett véglegesíteni.',
    },
    gone: 'Személyes adatait és belépési adatait töröltük, ezzel a regisztrációval többé nem lehet belépni. Folyamatban lévő ügyeit ez nem érinti.',
    again: 'Bármikor újra regisztrálhat, az eljárás ingyenes.',
  },
  en: {
    subject: 'Your Client Gate registration has been deleted',
    why: {
      temporary_expired: 'Your temporary registration was not finalised in time.',
      not_activated: 'Your registration was not activated in time.',
      closed_online: 'You asked for it to be closed on the page “My data”.',
      closed_at_office: 'It was asked for in person, at an office.',
      same_identity:
        'Somebody registered with the same data in person, proved by documents, so the temporary registration was deleted.',
      refused_at_office: 'The temporary registration could not be finalised at the office.',
    },
    gone: 'Your personal data and everything you signed in with are deleted; nobody can sign in with this registration any more. Cases that are under way go on.',
    again: 'You can register again at any time, free of charge.',
  },
} satisfies Record<Language, unknown>

const atOffice = new Set<AccountDeletedProps['why']>(['closed_at_office', 'refused_at_office'])

/** M5: the account and its data are gone. */
export function accountDeletedMail(language: Language, at: number, { why }: AccountDeletedProps): MailContent {
  const texts = accountDeletedTexts[language]
  const { office, acted, registered } = notYou[language]
  return writeLetter(language, {
    subject: texts.subject,
    facts: [{ label: factLabels[language].happened, value: formatInstant(language, at) }],
    paragraphs: [texts.why[why], texts.gone, texts.again],
    ifNotYou: atOffice.has(why) ? office : why === 'closed_online' ? acted : registered,
  })
}
