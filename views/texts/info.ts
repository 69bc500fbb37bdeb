/** The pages that the footer leads to besides the help, in both languages. The ids of the sections are linked to: keep them stable. */
import type { Language } from '../frame.ts'

export type InfoTopic = 'accessibility' | 'privacy'

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
          'Ha nem jelzi, hogy közös gépet használ, fél évig megjegyezzük, hogy ezen az eszközön már belépett: így mások hibás próbálkozásai itt nem akadályozzák a belépésben. Ha e-mailben kért kóddal ad meg új jelszót, ezt elfelejtjük. Ugyanennyi ideig megjegyezzük, melyik móddal léptek be itt utoljára, hogy azt mutassuk elsőként; azt nem, hogy ki.',
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
          'Unless you say that others use the computer, we remember for half a year that you have signed in on this device, so that other people’s wrong attempts do not keep you out here. When you set a new password with a mailed code, we forget it. For as long we remember which way to sign in was used here last, to show it first; not who used it.',
        ],
      },
    ],
  },
}

const topics: Readonly<Record<InfoTopic, Readonly<Record<Language, InfoText>>>> = { accessibility, privacy }

export function infoText(language: Language, topic: InfoTopic): InfoText {
  return topics[topic][language]
}
