import { drawings } from '../../partials/drawings.ts'
import type { SettableWords } from '../factor-words.ts'

export const totpWords = {
  drawing: drawings.app,
  hu: {
    method: {
      name: 'Hitelesítő alkalmazás',
      need: 'A telefonján vagy számítógépén futó alkalmazás hatjegyű kódja kell hozzá.',
      level: 'Ügyfélkapu+',
    },
    way: {
      name: 'Hitelesítő alkalmazás',
      about: 'Egy alkalmazás a telefonján vagy a számítógépén hatjegyű kódot mutat. Internet nélkül is működik.',
      add: 'Alkalmazás beállítása',
      move: 'Beállítás másik eszközön',
      moveHint:
        'Új kulcsot és új törlőkódot kap. A régi eszköz addig használható, amíg az újat végig be nem állította. Közben a többi belépési módjával kell igazolnia magát.',
      remove: 'Alkalmazás törlése',
      removed: 'A hitelesítő alkalmazást töröltük. A törlőkódja is érvényét vesztette.',
    },
    mails: {
      first: [
        'Mostantól belépéskor a jelszó után a hitelesítő alkalmazás kódját is kérjük.',
        'A hitelesítő alkalmazás törléséhez a képernyőn megmutatott törlőkódra lesz szüksége: őrizze meg.',
      ],
      added: 'Hitelesítő alkalmazást vettek fel a fiókjához: ezután a kódjaival is be lehet lépni.',
      moved:
        'A hitelesítő alkalmazást másik eszközön állították be. A régi eszköz kódjait és a régi törlőkódot már nem fogadjuk el.',
      removed: null,
    },
    atDesk: 'hitelesítő alkalmazás',
  },
  en: {
    method: {
      name: 'Authenticator app',
      need: 'You need the six-digit code from the app on your phone or computer.',
      level: 'Client Gate+',
    },
    way: {
      name: 'Authenticator app',
      about: 'An app on your phone or computer shows a six-digit code. It works without internet, too.',
      add: 'Set up an app',
      move: 'Set up on another device',
      moveHint:
        'You get a new key and a new deletion code. The old device works until the new one is completely set up. On the way you prove yourself with your other ways to sign in.',
      remove: 'Remove the app',
      removed: 'The authenticator app has been removed. Its deletion code no longer works either.',
    },
    mails: {
      first: [
        'From now on, signing in takes a code of your authenticator app after your password.',
        'To remove the authenticator app you will need the deletion code shown on the screen: keep it.',
      ],
      added: 'An authenticator app was added to your account: from now on its codes sign in, too.',
      moved:
        'The authenticator app was set up on another device. Codes of the old device and the old deletion code are no longer accepted.',
      removed: null,
    },
    atDesk: 'authenticator app',
  },
} satisfies SettableWords
