/** The words of the Client Gate+ settings (C19) and of the page that removes a lost app (C23). */
import type { Language } from '../../frame.ts'

interface WaysTexts {
  readonly title: string
  readonly lead: string
  readonly on: (since: string) => string
  readonly off: string
  readonly none: string
  /** Of one that is held and lets nobody in at present. */
  readonly resting: string
  readonly lastTitle: string
  readonly lastLead: (name: string) => string
  readonly lastTick: string
  readonly removeAnyway: string
  readonly keep: string
  readonly enrolled: string
  readonly held: (until: string) => string
  readonly lost: string
  readonly lostLink: string
}

const texts: Readonly<Record<Language, WaysTexts>> = {
  hu: {
    title: 'Ügyfélkapu+ beállítások',
    lead: 'Itt láthatja, mivel igazolja magát a jelszava után. Legyen legalább kettő: ha az egyik elvész, a másikkal be tud lépni.',
    on: (since) => `Bekapcsolva ekkor: ${since}`,
    off: 'Nincs bekapcsolva',
    none: 'Egyik mód sincs bekapcsolva. A következő belépéskor be kell kapcsolnia egyet.',
    resting: 'Ezzel a móddal jelenleg nem lehet belépni.',
    lastTitle: 'Ez az utolsó belépési módja',
    lastLead: (name) =>
      `Ha ezt is törli (${name}), a jelszava egyedül nem elég a belépéshez. A következő belépéskor az azonosítási e-mail-címére küldött kóddal kell új módot beállítania. Ha ahhoz a postafiókhoz nem fér hozzá, csak személyesen, egy regisztrációs szervnél tudunk segíteni.`,
    lastTick: 'Megértettem: amíg nem állítok be újat, a belépés nem lesz lehetséges.',
    removeAnyway: 'Törlöm az utolsót is',
    keep: 'Mégsem törlöm',
    enrolled: 'A beállítás elkészült.',
    held: (until) =>
      `Jelszavát nemrég e-mailben kapott kóddal cserélték le. ${until}-ig e-mailes kóddal nem lehet belépési módot hozzáadni vagy átállítani.`,
    lost: 'Elveszett a telefonja, és nem tud belépni?',
    lostLink: 'Alkalmazás törlése törlőkóddal',
  },
  en: {
    title: 'Client Gate+ settings',
    lead: 'What you prove yourself with after your password. Keep at least two: if you lose one, the other lets you in.',
    on: (since) => `On since ${since}`,
    off: 'Not switched on',
    none: 'None is switched on. You will have to switch one on at your next sign-in.',
    resting: 'At present this does not sign anybody in.',
    lastTitle: 'This is your last way to sign in',
    lastLead: (name) =>
      `If you remove this one, too (${name}), your password alone does not sign you in. At your next sign-in you will need a code sent to your identification e-mail address to set up a new way. If you cannot open that mailbox, only a registration body can help you, in person.`,
    lastTick: 'I understand: until I set up a new one, signing in will not be possible.',
    removeAnyway: 'Remove the last one',
    keep: 'Keep it',
    enrolled: 'It has been set up.',
    held: (until) =>
      `Your password was recently replaced with a code sent by e-mail. Until ${until} a code by e-mail cannot add or move a way to sign in.`,
    lost: 'Lost your phone and cannot sign in?',
    lostLink: 'Remove the app with the deletion code',
  },
}

export function waysTexts(language: Language): WaysTexts {
  return texts[language]
}
