import { formatInstant } from '../format.ts'
import type { Language } from '../frame.ts'
import { factLabels } from './facts.ts'
import { writeLetter, type MailContent } from './letter.ts'
import { notYou } from './not-you.ts'

export interface AppRemovedProps {
  readonly by: 'deletion_code' | 'settings' | 'desk'
}

/** @public Read by the check of both languages. */
export const appRemovedTexts = {
  hu: {
    subject: 'Ügyfélkapu+ hitelesítő alkalmazás törölve',
    by: {
      deletion_code:
        'Törlőkóddal eltávolították a hitelesítő alkalmazást a fiókjából. A törlőkód ezzel elhasználódott.',
      settings: 'Az Ügyfélkapu+ beállításainál eltávolították a hitelesítő alkalmazást a fiókjából.',
      desk: 'A hivatalban, személyazonosságának igazolása után eltávolították a második belépési módokat a fiókjából.',
    },
    now: 'Az alkalmazásban a fiókhoz tartozó sort törölheti: a kódjait már nem fogadjuk el. Új alkalmazást a következő belépéskor vagy az Ügyfélkapu+ beállításainál vehet fel.',
  },
  en: {
    subject: 'Client Gate+ authenticator removed',
    by: {
      deletion_code:
        'The authenticator app was removed from your account with the deletion code, which is now used up.',
      settings: 'The authenticator app was removed from your account in the Client Gate+ settings.',
      desk: 'An office removed the second ways to sign in from your account after checking your identity.',
    },
    now: 'You can delete the entry in the app: its codes are no longer accepted. Set up a new app at your next sign-in or in the Client Gate+ settings.',
  },
} satisfies Record<Language, unknown>

/** M17: a second factor is gone. */
export function appRemovedMail(language: Language, at: number, { by }: AppRemovedProps): MailContent {
  const texts = appRemovedTexts[language]
  return writeLetter(language, {
    subject: texts.subject,
    facts: [{ label: factLabels[language].happened, value: formatInstant(language, at) }],
    paragraphs: [texts.by[by], texts.now],
    ifNotYou: by === 'desk' ? notYou[language].office : notYou[language].acted,
  })
}
