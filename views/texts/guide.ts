/** The words of the page that leads an unsure person to a method. */
import type { Language } from '../frame.ts'

/** What is asked: the names of the boxes to tick. */
export type GuideQuestion = 'account' | 'dap' | 'device' | 'app' | 'mailbox' | 'card'

interface Question {
  readonly text: string
  readonly hint: string
}

interface Onward {
  readonly text: string
  readonly href: string
}

interface GuideTexts {
  readonly title: string
  readonly lead: string
  readonly legend: string
  readonly questions: Readonly<Record<GuideQuestion, Question>>
  readonly ask: string
  readonly answerTitle: string
  readonly answerLead: string
  readonly afterPassword: (method: string) => string
  readonly passwordAlone: string
  readonly toPassword: string
  readonly nothingTitle: string
  readonly nothingLead: string
  /** For who is not known here yet. */
  readonly register: readonly Onward[]
  /** For who is known here, and has lost what they proved themselves with. */
  readonly lost: readonly Onward[]
  readonly office: string
  readonly backAnyway: string
  readonly again: string
}

const texts: Readonly<Record<Language, GuideTexts>> = {
  hu: {
    title: 'Melyik belépési mód való Önnek?',
    lead: 'Jelölje meg, mi van most Önnél, és megmondjuk, hogyan léphet be a legegyszerűbben. A válaszait nem őrizzük meg.',
    legend: 'Mi van Önnél?',
    questions: {
      account: {
        text: 'Felhasználónév és jelszó',
        hint: 'Amelyet az ügyfélkapus regisztrációkor választott.',
      },
      dap: {
        text: 'Telefon a DÁP mobilalkalmazással',
        hint: 'A Digitális Állampolgár alkalmazás, amelyet már összekötött a fiókjával.',
      },
      device: {
        text: 'Eszköz, amely ujjlenyomattal, arccal vagy PIN-kóddal nyílik, és amelyen van belépőkulcsa',
        hint: 'Belépőkulcsot belépés után állíthat be, az Adataim oldalon.',
      },
      app: {
        text: 'Telefon vagy számítógép hitelesítő alkalmazással',
        hint: 'Hatjegyű kódot mutat, amely félpercenként változik. Internet sem kell hozzá.',
      },
      mailbox: {
        text: 'A postafiókja',
        hint: 'Az, amelynek a címét a regisztrációkor megadta. Meg kell tudnia nyitni.',
      },
      card: {
        text: 'eSzemélyi igazolvány',
        hint: 'Chipes személyazonosító igazolvány, PIN-kóddal.',
      },
    },
    ask: 'Mit ajánlanak?',
    answerTitle: 'Ezt ajánljuk',
    answerLead: 'Ezzel léphet be a legegyszerűbben abból, amit megjelölt. Nyomja meg, és folytatjuk.',
    afterPassword: (method) =>
      `Írja be a felhasználónevét és a jelszavát, utána igazolja magát így: ${method}. Ha még nincs beállítva, útközben beállíthatja.`,
    passwordAlone: 'Írja be a felhasználónevét és a jelszavát: ehhez most ennyi elég.',
    toPassword: 'Tovább a felhasználónévhez és a jelszóhoz',
    nothingTitle: 'Ezekkel most nem tud belépni',
    nothingLead: 'Abból, amit megjelölt, ehhez a belépéshez egyik sem elég. Ezt teheti:',
    register: [
      { text: 'regisztrálhat, ha még nincs ügyfélkapuja', href: '/regisztracio' },
      { text: 'új jelszót kérhet, ha elfelejtette a régit', href: '/elfelejtett-jelszo' },
    ],
    lost: [{ text: 'törlőkóddal eltávolíthatja az elveszett alkalmazást, és újat állíthat be', href: '/torlokod' }],
    office:
      'személyesen segítséget kérhet egy regisztrációs szervnél, például egy kormányablakban: vigye magával az okmányait',
    backAnyway: 'Vissza a belépési módokhoz',
    again: 'Újra megjelölöm, mi van nálam',
  },
  en: {
    title: 'Which way to sign in suits you?',
    lead: 'Tick what you have with you now, and we tell you the easiest way to sign in. We do not keep your answers.',
    legend: 'What do you have with you?',
    questions: {
      account: {
        text: 'A user name and a password',
        hint: 'The ones you chose when you registered for Client Gate (Ügyfélkapu).',
      },
      dap: {
        text: 'A phone with the DÁP app',
        hint: 'The Digital Citizenship app, already connected to your account.',
      },
      device: {
        text: 'A device that opens with a fingerprint, your face or a PIN, and holds a passkey of yours',
        hint: 'You can add a passkey once you are signed in, in My data.',
      },
      app: {
        text: 'A phone or computer with an authenticator app',
        hint: 'It shows a six-digit code that changes every half minute. It needs no internet.',
      },
      mailbox: {
        text: 'Your mailbox',
        hint: 'The one whose address you gave when you registered. You must be able to open it.',
      },
      card: {
        text: 'An eID card (eSzemélyi)',
        hint: 'An identity card with a chip, and its PIN.',
      },
    },
    ask: 'What do you recommend?',
    answerTitle: 'We recommend this',
    answerLead: 'Of what you ticked, this is the easiest way to sign in. Press it and we go on.',
    afterPassword: (method) =>
      `Enter your user name and password, then confirm that it is you like this: ${method}. If it is not set up yet, you can do that on the way.`,
    passwordAlone: 'Enter your user name and password: nothing else is needed for this.',
    toPassword: 'Go on to user name and password',
    nothingTitle: 'These do not sign you in here',
    nothingLead: 'Nothing that you ticked is enough for this sign-in. What you can do:',
    register: [
      { text: 'register, if you have no Client Gate yet', href: '/regisztracio' },
      { text: 'ask for a new password, if you have forgotten the old one', href: '/elfelejtett-jelszo' },
    ],
    lost: [{ text: 'remove a lost app with your deletion code, and set up a new one', href: '/torlokod' }],
    office: 'get help in person at a registration body, for example a government window: bring your documents',
    backAnyway: 'Back to the ways to sign in',
    again: 'Tick again what I have',
  },
}

export function guideTexts(language: Language): GuideTexts {
  return texts[language]
}
