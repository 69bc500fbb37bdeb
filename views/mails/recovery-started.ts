import { formatInstant } from '../format.ts'
import type { Language } from '../frame.ts'
import { factLabels } from './facts.ts'
import { writeLetter, type MailContent } from './letter.ts'
import { lostWays, type LostWay } from './lost-ways.ts'

export interface RecoveryStartedProps {
  readonly way: LostWay
  /** Opening it shows a page; only the button there cancels. */
  readonly cancelUrl: string
  /** When the recovery takes effect unless it is cancelled. */
  readonly effectiveAt: number
}

/** @public Read by the check of both languages. */
export const recoveryStartedTexts = {
  hu: {
    subject: 'Elindult a belépés visszaállítása (lemondható)',
    heading: 'Elindult a belépés visszaállítása',
    what: (effective: string) =>
      `Jelezték, hogy elveszett egy belépési módja, és kérték a törlését. Ez ${effective} után lép életbe; addig minden marad, ahogy volt.`,
    cancel:
      'Addig lemondhatja. A hivatkozás megnyitása még nem változtat semmin: a megnyíló oldalon nyomja meg a gombot.',
    link: 'A visszaállítás lemondása',
    notYouTitle: 'Nem Ön kérte?',
    notYou:
      'Mondja le a fenti címen, és változtassa meg a fiókja és a postafiókja jelszavát: aki kérte, mindkettőt ismeri.',
  },
  en: {
    subject: 'Recovery of your sign-in was started (you can cancel it)',
    heading: 'Recovery of your sign-in was started',
    what: (effective: string) =>
      `Somebody told us that you have lost a way to sign in, and asked to have it removed. This takes effect after ${effective}; until then everything stays as it was.`,
    cancel:
      'You can cancel it until then. Opening the link changes nothing yet: press the button on the page that opens.',
    link: 'Cancel the recovery',
    notYouTitle: 'Was it not you who asked?',
    notYou:
      'Cancel it at the address above, and change the passwords of your account and of your mailbox: whoever asked knows both.',
  },
} satisfies Record<Language, unknown>

/** M24: a lost factor is about to be taken away, unless somebody objects. */
export function recoveryStartedMail(language: Language, at: number, props: RecoveryStartedProps): MailContent {
  const texts = recoveryStartedTexts[language]
  const ways = lostWays[language]
  return writeLetter(language, {
    subject: texts.subject,
    heading: texts.heading,
    facts: [
      { label: factLabels[language].requested, value: formatInstant(language, at) },
      { label: ways.label, value: ways[props.way] },
    ],
    paragraphs: [texts.what(formatInstant(language, props.effectiveAt)), texts.cancel],
    link: { label: texts.link, url: props.cancelUrl },
    ifNotYou: { title: texts.notYouTitle, text: texts.notYou },
  })
}
