import { formatInstant } from '../format.ts'
import type { Language } from '../frame.ts'
import { factLabels } from './facts.ts'
import { writeLetter, type MailContent } from './letter.ts'
import { notYou } from './not-you.ts'

export interface NoticeAddressChangedProps {
  /** Null where there is none any more. */
  readonly newAddressMasked: string | null
}

/** @public Read by the check of both languages. */
export const noticeAddressChangedTexts = {
  hu: {
    subject: 'Második értesítési e-mail-címe megváltozott',
    changed:
      'A „Regisztrációs adatok” oldalon megadták, és az új címen megerősítették a fiók második értesítési címét. Oda csak figyelmeztetéseket küldünk, kódot soha.',
    removed:
      'A „Regisztrációs adatok” oldalon törölték a fiók második értesítési címét. A figyelmeztetések ezután csak az azonosítási e-mail-címre mennek.',
  },
  en: {
    subject: 'Your second address for notices changed',
    changed:
      'A second address for notices was given on the page “Registration data” and confirmed from its mailbox. Only warnings go there, never a code.',
    removed:
      'The second address for notices was removed on the page “Registration data”. Warnings go to the identification e-mail address alone from now on.',
  },
} satisfies Record<Language, unknown>

/** M22 of the second address: to the identification address, and to the address that gets no more notices. */
export function noticeAddressChangedMail(
  language: Language,
  at: number,
  { newAddressMasked }: NoticeAddressChangedProps,
): MailContent {
  const texts = noticeAddressChangedTexts[language]
  const labels = factLabels[language]
  return writeLetter(language, {
    subject: texts.subject,
    facts: [
      { label: labels.happened, value: formatInstant(language, at) },
      ...(newAddressMasked === null ? [] : [{ label: labels.newAddress, value: newAddressMasked }]),
    ],
    paragraphs: [newAddressMasked === null ? texts.removed : texts.changed],
    ifNotYou: notYou[language].acted,
  })
}
