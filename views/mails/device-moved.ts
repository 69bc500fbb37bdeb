import { formatInstant } from '../format.ts'
import type { Language } from '../frame.ts'
import { factLabels } from './facts.ts'
import { writeLetter, type MailContent } from './letter.ts'
import { notYou } from './not-you.ts'

export interface DeviceMovedProps {
  readonly what: 'app_moved' | 'app_added' | 'email_code_added' | 'passkey_added' | 'dap_added'
}

/** @public Read by the check of both languages. */
export const deviceMovedTexts = {
  hu: {
    added: 'Új belépési eszköz került a fiókjához',
    moved: 'Belépési eszköze átkerült másik eszközre',
    what: {
      app_moved:
        'A hitelesítő alkalmazást másik eszközön állították be. A régi eszköz kódjait és a régi törlőkódot már nem fogadjuk el.',
      app_added: 'Hitelesítő alkalmazást vettek fel a fiókjához: ezután a kódjaival is be lehet lépni.',
      email_code_added: 'Bekapcsolták az e-mailben kapott kódot: ezután azzal is be lehet lépni a jelszó után.',
      passkey_added: 'Belépőkulcsot vettek fel a fiókjához: ezután azzal is be lehet lépni.',
      dap_added: 'DÁP mobilalkalmazást kapcsoltak a fiókjához: ezután azzal is be lehet lépni.',
    },
    where: 'Belépési módjait az Ügyfélkapu+ beállításainál láthatja és módosíthatja.',
  },
  en: {
    added: 'A sign-in device was added',
    moved: 'A sign-in device was moved',
    what: {
      app_moved:
        'The authenticator app was set up on another device. Codes of the old device and the old deletion code are no longer accepted.',
      app_added: 'An authenticator app was added to your account: from now on its codes sign in, too.',
      email_code_added: 'Codes by e-mail were switched on: from now on they sign in, too, after the password.',
      passkey_added: 'A passkey was added to your account: from now on it signs in, too.',
      dap_added: 'A DÁP app was connected to your account: from now on it signs in, too.',
    },
    where: 'The Client Gate+ settings show your ways to sign in, and change them.',
  },
} satisfies Record<Language, unknown>

/** M23: something new can sign in. */
export function deviceMovedMail(language: Language, at: number, { what }: DeviceMovedProps): MailContent {
  const texts = deviceMovedTexts[language]
  return writeLetter(language, {
    subject: what === 'app_moved' ? texts.moved : texts.added,
    facts: [{ label: factLabels[language].happened, value: formatInstant(language, at) }],
    paragraphs: [texts.what[what], texts.where],
    ifNotYou: notYou[language].acted,
  })
}
