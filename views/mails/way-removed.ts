import { formatInstant } from '../format.ts'
import type { Language } from '../frame.ts'
import { mailWords, type WayId } from '../texts/factors.ts'
import { factLabels } from './facts.ts'
import { writeLetter, type MailContent } from './letter.ts'
import { notYou } from './not-you.ts'

export interface WayRemovedProps {
  readonly way: WayId
}

/** @public Read by the check of both languages. */
export const wayRemovedTexts = {
  hu: {
    subject: 'Ügyfélkapu+ belépési mód törölve',
    now: 'Ezzel a móddal már nem lehet belépni. Visszakapcsolni vagy újat felvenni az Ügyfélkapu+ beállításainál lehet.',
  },
  en: {
    subject: 'A way to sign in was removed',
    now: 'It no longer signs in. You can switch it on again, or add a new one, in the Client Gate+ settings.',
  },
} satisfies Record<Language, unknown>

/** M17 for the other ways: one that is no app is gone. */
export function wayRemovedMail(language: Language, at: number, { way }: WayRemovedProps): MailContent {
  const texts = wayRemovedTexts[language]
  return writeLetter(language, {
    subject: texts.subject,
    facts: [{ label: factLabels[language].happened, value: formatInstant(language, at) }],
    paragraphs: [mailWords(language, way).removed ?? '', texts.now],
    ifNotYou: notYou[language].acted,
  })
}
