import { formatInstant } from '../format.ts'
import type { Language } from '../frame.ts'
import { factLabels } from './facts.ts'
import { writeLetter, type MailContent } from './letter.ts'
import { lostWays, type LostWay } from './lost-ways.ts'

export interface RecoveryCancelledProps {
  readonly way: LostWay
  readonly why:
    | 'link'
    | 'owner'
    | 'factor_used'
    | 'password_changed'
    | 'address_changed'
    | 'suspended'
    | 'account_deleted'
    | 'no_longer_possible'
    | 'switched_off'
}

/** @public Read by the check of both languages. */
export const recoveryCancelledTexts = {
  hu: {
    subject: 'A belépés visszaállítását lemondták',
    heading: 'A belépés visszaállítása megszűnt',
    why: {
      link: 'Az értesítő levélben kapott hivatkozással lemondták.',
      owner: 'A „Saját adatok” oldalon lemondták.',
      factor_used: 'Közben beléptek azzal a belépési móddal, vagy újat állítottak be helyette: tehát nem veszett el.',
      password_changed: 'Közben új jelszót állítottak be.',
      address_changed: 'Közben megváltozott egy e-mail-cím, amelyre a figyelmeztetéseket küldjük.',
      suspended: 'Közben felfüggesztettük a fiókot.',
      account_deleted: 'Közben megszüntették a fiókot.',
      no_longer_possible: 'A várakozási idő végén már nem volt mit törölni, vagy a fiók állapota nem engedte.',
      switched_off: 'A várakozási idővel való törlés már nem vehető igénybe.',
    },
    stays: 'Belépési módjai megmaradtak, ahogy voltak.',
    wasYou:
      'Ha Ön indította, és a belépési módja valóban elveszett, kezdje elölről az „Elveszett telefon” oldalon, vagy forduljon egy regisztrációs szervhez.',
    notYouTitle: 'Nem Ön indította a visszaállítást?',
    notYou:
      'Aki elindította, ismeri a jelszavát, és olvassa az azonosítási e-mailjeit. Változtassa meg a fiókja és a postafiókja jelszavát még ma. Ha nem tud belépni, kérje egy regisztrációs szervnél a fiók felfüggesztését.',
  },
  en: {
    subject: 'Recovery of your sign-in was cancelled',
    heading: 'The recovery of your sign-in has ended',
    why: {
      link: 'It was cancelled by the link in the notice.',
      owner: 'It was cancelled in My data.',
      factor_used:
        'Meanwhile somebody signed in by that very way, or set up a new one in its place: so it is not lost.',
      password_changed: 'Meanwhile a new password was set.',
      address_changed: 'Meanwhile an e-mail address to which we send warnings has changed.',
      suspended: 'Meanwhile the account was suspended.',
      account_deleted: 'Meanwhile the account was closed.',
      no_longer_possible:
        'At the end of the waiting period there was nothing left to remove, or the state of the account did not allow it.',
      switched_off: 'Removing a lost way after a waiting period is no longer offered.',
    },
    stays: 'Your ways to sign in are as they were.',
    wasYou:
      'If you started it and have really lost that way to sign in, start again on the page for lost phones, or visit a registration body.',
    notYouTitle: 'Was it not you who started the recovery?',
    notYou:
      'Whoever started it knows your password and reads your identification e-mails. Change the passwords of your account and of your mailbox today. If you cannot sign in, ask a registration body to suspend your account.',
  },
} satisfies Record<Language, unknown>

/** M24, its other end: nothing is taken away. */
export function recoveryCancelledMail(language: Language, at: number, props: RecoveryCancelledProps): MailContent {
  const texts = recoveryCancelledTexts[language]
  const ways = lostWays[language]
  return writeLetter(language, {
    subject: texts.subject,
    heading: texts.heading,
    facts: [
      { label: factLabels[language].happened, value: formatInstant(language, at) },
      { label: ways.label, value: ways[props.way] },
    ],
    paragraphs: [texts.why[props.why], texts.stays, texts.wasYou],
    ifNotYou: { title: texts.notYouTitle, text: texts.notYou },
  })
}
