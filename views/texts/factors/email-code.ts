import { drawings } from '../../partials/drawings.ts'
import type { SettableWords } from '../factor-words.ts'

export const emailCodeWords = {
  drawing: drawings.mail,
  hu: {
    method: {
      name: 'E-mailben kapott kód',
      need: 'Egyszer használható kódot küldünk a bejegyzett e-mail-címére.',
      level: 'Ügyfélkapu+',
    },
    way: {
      name: 'E-mailben kapott kód',
      about: 'Belépéskor kódot küldünk az azonosítási e-mail-címére.',
      add: 'E-mailes kód bekapcsolása',
      remove: 'E-mailes kód kikapcsolása',
      removed: 'Az e-mailben kapott kódot kikapcsoltuk.',
    },
    mails: {
      first: ['Mostantól belépéskor a jelszó után az erre a címre küldött kódot is kérjük.'],
      added: 'Bekapcsolták az e-mailben kapott kódot: ezután azzal is be lehet lépni a jelszó után.',
      removed: 'Az Ügyfélkapu+ beállításainál kikapcsolták az e-mailben kapott kódot.',
    },
    atDesk: 'e-mailben kapott kód',
  },
  en: {
    method: {
      name: 'Code sent by e-mail',
      need: 'We send a one-time code to your registered e-mail address.',
      level: 'Client Gate+',
    },
    way: {
      name: 'Code by e-mail',
      about: 'At sign-in we send a code to your identification e-mail address.',
      add: 'Switch on codes by e-mail',
      remove: 'Switch off codes by e-mail',
      removed: 'Codes by e-mail have been switched off.',
    },
    mails: {
      first: ['From now on, signing in takes a code sent to this address after your password.'],
      added: 'Codes by e-mail were switched on: from now on they sign in, too, after the password.',
      removed: 'Codes by e-mail were switched off in the Client Gate+ settings.',
    },
    atDesk: 'code by e-mail',
  },
} satisfies SettableWords
