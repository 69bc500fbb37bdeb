import { drawings } from '../../partials/drawings.ts'
import type { SettableWords } from '../factor-words.ts'

export const dapWords = {
  drawing: drawings.wallet,
  several: true,
  hu: {
    method: {
      name: 'DÁP mobilalkalmazás',
      need: 'A telefonja és a Digitális Állampolgár alkalmazás kell hozzá.',
      level: 'Legerősebb',
    },
    way: {
      name: 'DÁP mobilalkalmazás',
      about: 'A Digitális Állampolgár alkalmazással, a telefonján hagyja jóvá a belépést.',
      add: 'DÁP-eszköz hozzáadása',
      remove: 'DÁP-eszköz törlése',
      removed: 'A DÁP-eszközt töröltük.',
    },
    mails: {
      added: 'DÁP mobilalkalmazást kapcsoltak a fiókjához: ezután azzal is be lehet lépni.',
      removed: 'Az Ügyfélkapu+ beállításainál töröltek egy DÁP-eszközt a fiókjából.',
    },
    atDesk: 'DÁP mobilalkalmazás',
  },
  en: {
    method: {
      name: 'Digital Citizenship app (DÁP)',
      need: 'You need your phone with the Digital Citizenship app.',
      level: 'Strongest',
    },
    way: {
      name: 'DÁP app',
      about: 'You approve the sign-in on your phone, in the Digital Citizenship app.',
      add: 'Add a DÁP device',
      remove: 'Remove the DÁP device',
      removed: 'The DÁP device has been removed.',
    },
    mails: {
      added: 'A DÁP app was connected to your account: from now on it signs in, too.',
      removed: 'A DÁP device was removed from your account in the Client Gate+ settings.',
    },
    atDesk: 'DÁP app',
  },
} satisfies SettableWords
