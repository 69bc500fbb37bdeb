import { formatDeadline, formatInstant } from '../format.ts'
import type { Language } from '../frame.ts'
import { factLabels } from './facts.ts'
import { writeLetter, type MailContent } from './letter.ts'

export interface ConfirmAddressProps {
  /** Opening it shows a page; only the button there changes something. */
  readonly url: string
  readonly expiresAt: number
}

/** @public Read by the check of both languages. */
export const confirmAddressTexts = {
  hu: {
    subject: 'Erősítse meg új azonosítási e-mail-címét',
    what: 'Ezt a címet adták meg egy ügyfélkapus fiók új azonosítási e-mail-címeként. Ide küldjük majd a kódokat és az értesítéseket.',
    how: 'A hivatkozás megnyitása még nem változtat semmin: a megnyíló oldalon nyomja meg a gombot. Amíg ezt nem teszi meg, a régi cím marad érvényben.',
    mailbox: 'A Tárhely értesítési címe ettől nem változik, azt a Tárhely beállításaiban módosíthatja.',
    link: 'Az új cím megerősítése',
    notYouTitle: 'Nem Ön kérte?',
    notYou: 'Valaki tévedésből adta meg az Ön címét. Ne nyissa meg a hivatkozást, a levelet törölheti.',
  },
  en: {
    subject: 'Confirm your new identification e-mail address',
    what: 'This address was given as the new identification e-mail address of a Client Gate (Ügyfélkapu) account. We will send codes and notices here.',
    how: 'Opening the link changes nothing yet: press the button on the page that opens. Until you do, the old address stays.',
    mailbox:
      'The address for notices of your Mailbox does not change with it; change that one in the settings of the Mailbox.',
    link: 'Confirm the new address',
    notYouTitle: 'Was it not you who asked?',
    notYou: 'Somebody gave your address by mistake. Do not open the link; you can delete this message.',
  },
} satisfies Record<Language, unknown>

/** M15: goes to the new address, and proves that somebody reads it. */
export function confirmAddressMail(language: Language, at: number, props: ConfirmAddressProps): MailContent {
  const texts = confirmAddressTexts[language]
  const labels = factLabels[language]
  return writeLetter(language, {
    subject: texts.subject,
    facts: [
      { label: labels.requested, value: formatInstant(language, at) },
      { label: labels.valid, value: formatDeadline(language, props.expiresAt) },
    ],
    paragraphs: [texts.what, texts.how, texts.mailbox],
    link: { label: texts.link, url: props.url },
    ifNotYou: { title: texts.notYouTitle, text: texts.notYou },
  })
}
