/** The words of the Client Gate+ settings (C19) and of the page that removes a lost app (C23). */
import type { Language } from '../../frame.ts'

/** A second way to prove oneself that the person can add, move or remove. */
export type Way = 'totp' | 'email-code' | 'passkey' | 'dap'

interface WayWords {
  readonly name: string
  readonly about: string
  readonly add: string
  /** One more can be added beside what there is. */
  readonly more?: true
  readonly move?: string
  readonly moveHint?: string
  readonly remove: string
  readonly removed: string
}

interface WaysTexts {
  readonly title: string
  readonly lead: string
  readonly on: (since: string) => string
  readonly off: string
  readonly none: string
  readonly ways: Readonly<Record<Way, WayWords>>
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
    ways: {
      totp: {
        name: 'Hitelesítő alkalmazás',
        about: 'Egy alkalmazás a telefonján vagy a számítógépén hatjegyű kódot mutat. Internet nélkül is működik.',
        add: 'Alkalmazás beállítása',
        move: 'Beállítás másik eszközön',
        moveHint:
          'Új kulcsot és új törlőkódot kap. A régi eszköz addig használható, amíg az újat végig be nem állította. Közben a többi belépési módjával kell igazolnia magát.',
        remove: 'Alkalmazás törlése',
        removed: 'A hitelesítő alkalmazást töröltük. A törlőkódja is érvényét vesztette.',
      },
      'email-code': {
        name: 'E-mailben kapott kód',
        about: 'Belépéskor kódot küldünk az azonosítási e-mail-címére.',
        add: 'E-mailes kód bekapcsolása',
        remove: 'E-mailes kód kikapcsolása',
        removed: 'Az e-mailben kapott kódot kikapcsoltuk.',
      },
      passkey: {
        name: 'Belépőkulcs',
        about: 'A telefonja vagy a számítógépe ujjlenyomattal, arccal vagy PIN-kóddal lépteti be.',
        add: 'Belépőkulcs hozzáadása',
        more: true,
        remove: 'Belépőkulcs törlése',
        removed: 'A belépőkulcsot töröltük.',
      },
      dap: {
        name: 'DÁP mobilalkalmazás',
        about: 'A Digitális Állampolgár alkalmazással, a telefonján hagyja jóvá a belépést.',
        add: 'DÁP-eszköz hozzáadása',
        remove: 'DÁP-eszköz törlése',
        removed: 'A DÁP-eszközt töröltük.',
      },
    },
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
    ways: {
      totp: {
        name: 'Authenticator app',
        about: 'An app on your phone or computer shows a six-digit code. It works without internet, too.',
        add: 'Set up an app',
        move: 'Set up on another device',
        moveHint:
          'You get a new key and a new deletion code. The old device works until the new one is completely set up. On the way you prove yourself with your other ways to sign in.',
        remove: 'Remove the app',
        removed: 'The authenticator app has been removed. Its deletion code no longer works either.',
      },
      'email-code': {
        name: 'Code by e-mail',
        about: 'At sign-in we send a code to your identification e-mail address.',
        add: 'Switch on codes by e-mail',
        remove: 'Switch off codes by e-mail',
        removed: 'Codes by e-mail have been switched off.',
      },
      passkey: {
        name: 'Passkey',
        about: 'Your phone or computer signs you in with a fingerprint, your face or a PIN.',
        add: 'Add a passkey',
        more: true,
        remove: 'Remove the passkey',
        removed: 'The passkey has been removed.',
      },
      dap: {
        name: 'DÁP app',
        about: 'You approve the sign-in on your phone, in the Digital Citizenship app.',
        add: 'Add a DÁP device',
        remove: 'Remove the DÁP device',
        removed: 'The DÁP device has been removed.',
      },
    },
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
