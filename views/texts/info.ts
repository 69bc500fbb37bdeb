/** The pages that the footer leads to, in both languages. The ids of the sections are linked to: keep them stable. */
import type { Language } from '../frame.ts'

export type InfoTopic = 'help' | 'accessibility' | 'privacy'

interface InfoSection {
  readonly id: string
  readonly title: string
  readonly paragraphs: readonly string[]
}

export interface InfoText {
  readonly title: string
  readonly lead: string
  readonly sections: readonly InfoSection[]
}

const help: Readonly<Record<Language, InfoText>> = {
  hu: {
    title: 'Súgó',
    lead: 'Rövid válaszok a belépésről. Ez bemutató rendszer: ügyfélszolgálat nem tartozik hozzá.',
    sections: [
      {
        id: 'signing-in',
        title: 'Hogyan lépek be?',
        paragraphs: [
          'A belépés mindig a szolgáltatásnál kezdődik. Írja be felhasználónevét és jelszavát, majd a második lépés kódját: ezt a hitelesítő alkalmazás mutatja, vagy e-mailben kapja.',
        ],
      },
      {
        id: 'user-name',
        title: 'Nem tudom a felhasználónevemet',
        paragraphs: [
          'A felhasználónév nem az Ön neve, hanem az, amelyet a regisztrációkor választott. A regisztrációs nyugtán áll. Ha nincs meg, személyesen, személyazonossága igazolása után tudhatja meg egy regisztrációs szervnél.',
        ],
      },
      {
        id: 'forgotten-password',
        title: 'Elfelejtettem a jelszavamat',
        paragraphs: [
          'Új jelszót a felhasználónevével és az azonosítási e-mail-címével kérhet. Ez az oldal ebben a bemutatóban még nem működik; a bemutató fiókok jelszavát a rendszer indításkor kiírja.',
        ],
      },
      {
        id: 'lost-phone',
        title: 'Elvesztettem vagy lecseréltem a telefonomat',
        paragraphs: [
          'A beállításkor kapott törlőkóddal eltávolíthatja a régi alkalmazást a fiókjából. Ha a törlőkód nincs meg, ezt személyesen kérheti egy kormányablakban. A törlőkód oldala ebben a bemutatóban még nem működik.',
          'Ha e-mailben is kaphat kódot, a belépéskor válassza ezt.',
        ],
      },
      {
        id: 'mail-not-arrived',
        title: 'Nem kaptam meg a levelet a kóddal',
        paragraphs: [
          'Várjon egy percet, és nézze meg a levélszemét mappát. Győződjön meg arról, hogy van hely a postafiókjában. Utána kérjen új kódot; a korábbi kód ekkor már nem használható.',
          'Ha rossz címet adott meg a regisztrációkor, azt csak személyesen lehet kijavítani.',
        ],
      },
      {
        id: 'discontinued',
        title: 'Mi szűnt meg 2025. január 16-án?',
        paragraphs: [
          'Csak jelszóval, eSzemélyi igazolvánnyal, telefonos vagy arcképes azonosítással azóta nem lehet belépni. Az Ügyfélkapu-fiókok megmaradtak: második lépéssel, Ügyfélkapu+ néven működnek tovább.',
          'Az elektronikus ügyintézés nem kötelező. A személyes ügyintézés továbbra is elérhető.',
        ],
      },
    ],
  },
  en: {
    title: 'Help',
    lead: 'Short answers about signing in. This is a demonstration system: there is no help desk behind it.',
    sections: [
      {
        id: 'signing-in',
        title: 'How do I sign in?',
        paragraphs: [
          'Signing in always starts at the service. Enter your user name and password, then the code of the second step: your authenticator app shows it, or it comes by e-mail.',
        ],
      },
      {
        id: 'user-name',
        title: 'I do not know my user name',
        paragraphs: [
          'It is not your own name but the one you chose when you registered. Your registration receipt shows it. Without the receipt, a registration body can tell you in person, once you have proved who you are.',
        ],
      },
      {
        id: 'forgotten-password',
        title: 'I have forgotten my password',
        paragraphs: [
          'You can ask for a new one with your user name and your identification e-mail address. That page does not work yet in this demonstration; the password of the demonstration accounts is printed when the system starts.',
        ],
      },
      {
        id: 'lost-phone',
        title: 'I have lost or changed my phone',
        paragraphs: [
          'The deletion code you were given at set-up removes the old app from your account. Without it, you can ask for the same in person at a government window. The page for the deletion code does not work yet in this demonstration.',
          'If you can also receive codes by e-mail, choose that when you sign in.',
        ],
      },
      {
        id: 'mail-not-arrived',
        title: 'The message with the code did not arrive',
        paragraphs: [
          'Wait a minute and look in your spam folder. Make sure there is room in your mailbox. Then ask for a new code; the earlier one no longer works.',
          'If you gave a wrong address when you registered, it can only be corrected in person.',
        ],
      },
      {
        id: 'discontinued',
        title: 'What ended on 16 January 2025?',
        paragraphs: [
          'Signing in with a password alone, with the eID card (eSzemélyi), and by telephone or portrait identification. Client Gate (Ügyfélkapu) accounts remain: with a second step they go on as Client Gate+.',
          'Doing things online is not compulsory. You can still see to your matters in person.',
        ],
      },
    ],
  },
}

const accessibility: Readonly<Record<Language, InfoText>> = {
  hu: {
    title: 'Akadálymentesség',
    lead: 'Azt szeretnénk, hogy mindenki be tudjon lépni. Célunk a WCAG 2.2 AA szintje.',
    sections: [
      {
        id: 'what-works',
        title: 'Mire számíthat?',
        paragraphs: [
          'Minden oldal használható billentyűzettel, képernyőolvasóval, 320 képpont szélességben és 200 százalékos nagyításnál, világos, sötét és nagy kontrasztú beállítással, szkriptek nélkül is.',
          'A QR-kód helyett mindig van beírható kulcs. A kódok időben lejárnak, de újat bármikor kérhet.',
        ],
      },
      {
        id: 'limits',
        title: 'Mit nem ellenőriztünk?',
        paragraphs: [
          'Az oldalakat gépi vizsgálat ellenőrzi. Független szakértői vizsgálat és fogyatékossággal élő emberekkel végzett próba még nem volt.',
        ],
      },
    ],
  },
  en: {
    title: 'Accessibility',
    lead: 'Everybody should be able to sign in. We aim at WCAG 2.2, level AA.',
    sections: [
      {
        id: 'what-works',
        title: 'What you can expect',
        paragraphs: [
          'Every page works by keyboard, with a screen reader, at a width of 320 pixels and at 200 per cent zoom, in light, dark and high-contrast settings, and without scripts.',
          'There is always a key to type instead of a QR code. Codes expire, but you can ask for a new one.',
        ],
      },
      {
        id: 'limits',
        title: 'What we have not checked',
        paragraphs: [
          'The pages are checked by machine. There has been no independent audit and no trial with disabled people yet.',
        ],
      },
    ],
  },
}

const privacy: Readonly<Record<Language, InfoText>> = {
  hu: {
    title: 'Adatkezelés',
    lead: 'Ez bemutató rendszer kitalált személyekkel. Kérjük, ne adjon meg valódi adatot.',
    sections: [
      {
        id: 'passed-on',
        title: 'Mit kap meg egy szolgáltatás?',
        paragraphs: [
          'Csak azt, amit az „Átadott adatok” oldalon előre megmutatunk, és egy azonosítót, amely más szolgáltatásnál nem használható. Jelszavát és kódjait soha nem adjuk át.',
        ],
      },
      {
        id: 'kept',
        title: 'Mit jegyzünk fel?',
        paragraphs: [
          'Azt, hogy mikor, melyik szolgáltatásba és milyen módon lépett be, valamint hogy mely adatok kerültek át: az adatok nevét, nem az értékét. A jelszót és a kódokat nem jegyezzük fel.',
        ],
      },
      {
        id: 'browser',
        title: 'Mit tárolunk a böngészőjében?',
        paragraphs: [
          'Csak annyit, amennyi a bejelentkezéshez kell. Nincs követés, nincs hirdetés, és semmi nem töltődik be más szolgáltatótól.',
        ],
      },
    ],
  },
  en: {
    title: 'Privacy',
    lead: 'This is a demonstration system with made-up people. Please do not enter real data.',
    sections: [
      {
        id: 'passed-on',
        title: 'What does a service receive?',
        paragraphs: [
          'Only what the page “Data to be shared” shows you beforehand, and an identifier that is of no use to other services. We never pass on your password or your codes.',
        ],
      },
      {
        id: 'kept',
        title: 'What do we record?',
        paragraphs: [
          'When, at which service and in which way you signed in, and which data were passed on: their names, not their values. Passwords and codes are not recorded.',
        ],
      },
      {
        id: 'browser',
        title: 'What do we keep in your browser?',
        paragraphs: [
          'Only what signing in needs. There is no tracking, no advertising, and nothing is loaded from anybody else.',
        ],
      },
    ],
  },
}

const topics: Readonly<Record<InfoTopic, Readonly<Record<Language, InfoText>>>> = { help, accessibility, privacy }

export function infoText(language: Language, topic: InfoTopic): InfoText {
  return topics[topic][language]
}
