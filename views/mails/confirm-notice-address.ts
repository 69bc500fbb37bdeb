import { formatDeadline, formatInstant } from '../format.ts'
import type { Language } from '../frame.ts'
import type { ConfirmAddressProps } from './confirm-address.ts'
import { factLabels } from './facts.ts'
import { writeLetter, type MailContent } from './letter.ts'

/** @public Read by the check of both languages. */
export const confirmNoticeAddressTexts = {
  hu: {
    subject: 'Erősítse meg a második értesítési e-mail-címet',
    what: 'Ezt a címet adták meg egy ügyfélkapus fiók második értesítési címeként. Ide csak figyelmeztetéseket küldünk, kódot soha.',
    how: 'A hivatkozás megnyitása még nem változtat semmin: a megnyíló oldalon nyomja meg a gombot.',
    link: 'A cím megerősítése',
    notYouTitle: 'Nem Ön kérte?',
    notYou:
      'Ha más kérte meg Önt, hogy itt kapja a figyelmeztetéseit, kérdezze meg tőle. Különben ne nyissa meg a hivatkozást, a levelet törölheti.',
  },
  en: {
    subject: 'Confirm the second address for notices',
    what: 'This address was given as the second address for notices of a Client Gate (Ügyfélkapu) account. Only warnings come here, never a code.',
    how: 'Opening the link changes nothing yet: press the button on the page that opens.',
    link: 'Confirm the address',
    notYouTitle: 'Was it not you who asked?',
    notYou:
      'If somebody asked you to receive their warnings here, check with them. Otherwise do not open the link; you can delete this message.',
  },
} satisfies Record<Language, unknown>

/** M15 of the second address: proves that somebody reads it. */
export function confirmNoticeAddressMail(language: Language, at: number, props: ConfirmAddressProps): MailContent {
  const texts = confirmNoticeAddressTexts[language]
  const labels = factLabels[language]
  return writeLetter(language, {
    subject: texts.subject,
    facts: [
      { label: labels.requested, value: formatInstant(language, at) },
      { label: labels.valid, value: formatDeadline(language, props.expiresAt) },
    ],
    paragraphs: [texts.what, texts.how],
    link: { label: texts.link, url: props.url },
    ifNotYou: { title: texts.notYouTitle, text: texts.notYou },
  })
}
