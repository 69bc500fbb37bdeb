import { drawings } from '../../partials/drawings.ts'
import type { SettableWords } from '../factor-words.ts'

export const passkeyWords = {
  drawing: drawings.key,
  several: true,
  hu: {
    method: {
      name: 'Belépőkulcs',
      need: 'Az eszköze képernyőzárával, ujjlenyomattal vagy arcfelismeréssel lép be.',
      level: 'Ügyfélkapu+',
    },
    way: {
      name: 'Belépőkulcs',
      about: 'A telefonja vagy a számítógépe ujjlenyomattal, arccal vagy PIN-kóddal lépteti be.',
      add: 'Belépőkulcs hozzáadása',
      remove: 'Belépőkulcs törlése',
      removed: 'A belépőkulcsot töröltük.',
    },
    mails: {
      added: 'Belépőkulcsot vettek fel a fiókjához: ezután azzal is be lehet lépni.',
      removed: 'Az Ügyfélkapu+ beállításainál töröltek egy belépőkulcsot a fiókjából.',
    },
    atDesk: 'belépőkulcs',
  },
  en: {
    method: {
      name: 'Passkey',
      need: 'Use the screen lock, fingerprint or face recognition of your device.',
      level: 'Client Gate+',
    },
    way: {
      name: 'Passkey',
      about: 'Your phone or computer signs you in with a fingerprint, your face or a PIN.',
      add: 'Add a passkey',
      remove: 'Remove the passkey',
      removed: 'The passkey has been removed.',
    },
    mails: {
      added: 'A passkey was added to your account: from now on it signs in, too.',
      removed: 'A passkey was removed from your account in the Client Gate+ settings.',
    },
    atDesk: 'passkey',
  },
} satisfies SettableWords
