import { formatInstant } from '../format.ts'
import type { Language } from '../frame.ts'
import { factLabels } from './facts.ts'
import { writeLetter, type MailContent } from './letter.ts'
import { lostWays, type LostWay } from './lost-ways.ts'

export interface RecoveryDoneProps {
  readonly way: LostWay
}

/** @public Read by the check of both languages. */
export const recoveryDoneTexts = {
  hu: {
    subject: 'Az elveszett belépési módot töröltük',
    what: 'Letelt a várakozási idő, és senki nem mondta le a visszaállítást. Ezért töröltük az elveszett belépési módot, és mindenhol kijelentkeztettük.',
    next: 'Jelentkezzen be a szolgáltatásnál, ahová készül. Ha más belépési módja nem maradt, a jelszavával és az azonosítási e-mail-címére küldött kóddal állíthat be újat.',
    notYouTitle: 'Nem Ön kérte?',
    notYou:
      'Valaki átveheti a fiókját: siessen. Kérje bármelyik regisztrációs szervnél, személyesen a fiók felfüggesztését, és változtassa meg a postafiókja jelszavát.',
  },
  en: {
    subject: 'Your lost way to sign in was removed',
    what: 'The waiting period is over and nobody cancelled the recovery. So we removed the way to sign in that was lost, and signed you out everywhere.',
    next: 'Sign in at the service you want to use. If no other way to sign in is left, you can set up a new one with your password and a code sent to your identification e-mail address.',
    notYouTitle: 'Was it not you who asked?',
    notYou:
      'Somebody may take your account over, so be quick. Visit any registration body in person, ask for your account to be suspended, and change the password of your mailbox.',
  },
} satisfies Record<Language, unknown>

/** M17 after a waiting period: the lost factor is gone. */
export function recoveryDoneMail(language: Language, at: number, { way }: RecoveryDoneProps): MailContent {
  const texts = recoveryDoneTexts[language]
  const ways = lostWays[language]
  return writeLetter(language, {
    subject: texts.subject,
    facts: [
      { label: factLabels[language].happened, value: formatInstant(language, at) },
      { label: ways.label, value: ways[way] },
    ],
    paragraphs: [texts.what, texts.next],
    ifNotYou: { title: texts.notYouTitle, text: texts.notYou },
  })
}
