import { formatInstant } from '../format.ts'
import type { Language } from '../frame.ts'
import { factLabels } from './facts.ts'
import { writeLetter, type MailContent } from './letter.ts'
import { notYou } from './not-you.ts'

export interface WayRemovedProps {
  readonly way: 'email-code' | 'passkey' | 'dap'
}

/** @public Read by the check of both languages. */
export const wayRemovedTexts = {
  hu: {
    subject: 'Ügyfélkapu+ belépési mód törölve',
    way: {
      'email-code': 'Az Ügyfélkapu+ beállításainál kikapcsolták az e-mailben kapott kódot.',
      passkey: 'Az Ügyfélkapu+ beállításainál töröltek egy belépőkulcsot a fiókjából.',
      dap: 'Az Ügyfélkapu+ beállításainál töröltek egy DÁP-eszközt a fiókjából.',
    },
    now: 'Ezzel a móddal már nem lehet belépni. Visszakapcsolni vagy újat felvenni az Ügyfélkapu+ beállításainál lehet.',
  },
  en: {
    subject: 'A way to sign in was removed',
    way: {
      'email-code': 'Codes by e-mail were switched off in the Client Gate+ settings.',
      passkey: 'A passkey was removed from your account in the Client Gate+ settings.',
      dap: 'A DÁP device was removed from your account in the Client Gate+ settings.',
    },
    now: 'It no longer signs in. You can switch it on again, or add a new one, in the Client Gate+ settings.',
  },
} satisfies Record<Language, unknown>

/** M17 for the other ways: one that is no app is gone. */
export function wayRemovedMail(language: Language, at: number, { way }: WayRemovedProps): MailContent {
  const texts = wayRemovedTexts[language]
  return writeLetter(language, {
    subject: texts.subject,
    facts: [{ label: factLabels[language].happened, value: formatInstant(language, at) }],
    paragraphs: [texts.way[way], texts.now],
    ifNotYou: notYou[language].acted,
  })
}
