import { drawings } from '../../partials/drawings.ts'
import type { SettableWords } from '../factor-words.ts'

export const eidWords = {
  drawing: drawings.card,
  hu: {
    method: {
      name: 'eSzemélyi igazolvány',
      need: 'Az igazolványa és a hatjegyű PIN-kódja kell hozzá.',
      level: 'Legerősebb',
    },
    way: {
      name: 'eSzemélyi igazolvány',
      about: 'Az az igazolvány, amellyel a fiókját regisztrálta.',
      add: null,
      remove: 'Igazolvány törlése a belépési módok közül',
      removed: 'Az igazolványt töröltük a belépési módjai közül.',
    },
    mails: {
      added: 'eSzemélyi igazolványt kapcsoltak a fiókjához: ezután azzal is be lehet lépni.',
      removed: 'Az Ügyfélkapu+ beállításainál töröltek egy eSzemélyi igazolványt a fiókjából.',
    },
    atDesk: 'eSzemélyi igazolvány',
  },
  en: {
    method: {
      name: 'eID card (eSzemélyi)',
      need: 'You need your card and its six-digit PIN.',
      level: 'Strongest',
    },
    way: {
      name: 'eID card (eSzemélyi)',
      about: 'The card that your account was registered with.',
      add: null,
      remove: 'Remove the card from the ways to sign in',
      removed: 'The card is no longer one of your ways to sign in.',
    },
    mails: {
      added: 'An eID card was connected to your account: from now on it signs in, too.',
      removed: 'An eID card was removed from your account in the Client Gate+ settings.',
    },
    atDesk: 'eID card',
  },
} satisfies SettableWords
