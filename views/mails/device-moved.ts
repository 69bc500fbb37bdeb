import { formatInstant } from '../format.ts'
import type { Language } from '../frame.ts'
import { mailWords, type WayId } from '../texts/factors.ts'
import { factLabels } from './facts.ts'
import { writeLetter, type MailContent } from './letter.ts'
import { notYou } from './not-you.ts'

export interface DeviceMovedProps {
  readonly way: WayId
  /** It took the place of another; else it is one more. */
  readonly moved: boolean
}

/** @public Read by the check of both languages. */
export const deviceMovedTexts = {
  hu: {
    added: 'Új belépési eszköz került a fiókjához',
    moved: 'Belépési eszköze átkerült másik eszközre',
    where: 'Belépési módjait az Ügyfélkapu+ beállításainál láthatja és módosíthatja.',
  },
  en: {
    added: 'A sign-in device was added',
    moved: 'A sign-in device was moved',
    where: 'The Client Gate+ settings show your ways to sign in, and change them.',
  },
} satisfies Record<Language, unknown>

/** M23: something new can sign in. */
export function deviceMovedMail(language: Language, at: number, { way, moved }: DeviceMovedProps): MailContent {
  const texts = deviceMovedTexts[language]
  const words = mailWords(language, way)
  return writeLetter(language, {
    subject: moved ? texts.moved : texts.added,
    facts: [{ label: factLabels[language].happened, value: formatInstant(language, at) }],
    paragraphs: [(moved ? words.moved : null) ?? words.added, texts.where],
    ifNotYou: notYou[language].acted,
  })
}
