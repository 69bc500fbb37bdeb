/** The pages that the links in the mails about an identification address open (M15, M22). */
import type { Language } from '../frame.ts'

export type AddressLink = 'confirm' | 'undo' | 'notice'

interface LinkTexts {
  readonly title: string
  readonly lead: string
  readonly text: string
  readonly button: string
  readonly doneTitle: string
  readonly done: string
  readonly deadTitle: string
  readonly dead: string
  readonly home: string
}

const texts: Readonly<Record<Language, Readonly<Record<AddressLink, LinkTexts>>>> = {
  hu: {
    confirm: {
      title: 'Új azonosítási e-mail-cím megerősítése',
      lead: 'Ha ez az Ön új címe, nyomja meg a gombot.',
      text: 'Ezután ide küldjük a kódokat és az értesítéseket. A régi címre is írunk a változásról. Ha nem Ön kérte, zárja be ezt az oldalt: akkor semmi nem változik.',
      button: 'Megerősítem a címet',
      doneTitle: 'Az új cím érvényes',
      done: 'Mostantól erre a címre küldjük a kódokat és az értesítéseket. A régi címről tíz napig vonható vissza a változás.',
      deadTitle: 'Ez a hivatkozás már nem érvényes',
      dead: 'Lejárt, már felhasználták, vagy azóta újat kértek. A „Saját adatok” oldalon bármikor új megerősítő levelet kérhet.',
      home: 'Tovább a Saját adatokhoz',
    },
    undo: {
      title: 'A cím megváltozásának visszavonása',
      lead: 'Ha nem Ön változtatta meg azonosítási e-mail-címét, nyomja meg a gombot.',
      text: 'Visszaállítjuk ezt a címet, minden eszközön kijelentkeztetjük, és a közben kiküldött kódok nem használhatók. Ezután változtassa meg a jelszavát.',
      button: 'Visszavonom a változást',
      doneTitle: 'A régi cím újra érvényes',
      done: 'Mindenhol kijelentkeztettük. Jelentkezzen be, és változtassa meg a jelszavát. Ha nem tud belépni, kérjen új jelszót, vagy forduljon egy regisztrációs szervhez.',
      deadTitle: 'Ez a hivatkozás már nem érvényes',
      dead: 'Elmúlt a tíz nap, vagy a változást már visszavonták. Ha a címet nem Ön változtatta meg, forduljon egy regisztrációs szervhez.',
      home: 'Tovább a bejelentkezéshez',
    },
    notice: {
      title: 'Második értesítési cím megerősítése',
      lead: 'Ha erre a címre kéri a figyelmeztetéseket, nyomja meg a gombot.',
      text: 'Csak figyelmeztetéseket küldünk ide, kódot soha. Az azonosítási e-mail-címre is írunk a változásról. Ha nem tud róla, zárja be ezt az oldalt: akkor semmi nem változik.',
      button: 'Megerősítem a címet',
      doneTitle: 'A második értesítési cím érvényes',
      done: 'Mostantól ide is küldünk figyelmeztetést, ha valaki a belépés visszaállítását kéri.',
      deadTitle: 'Ez a hivatkozás már nem érvényes',
      dead: 'Lejárt, már felhasználták, vagy azóta újat kértek. A „Saját adatok” oldalon bármikor új megerősítő levelet kérhet.',
      home: 'Tovább a Saját adatokhoz',
    },
  },
  en: {
    confirm: {
      title: 'Confirm your new identification e-mail',
      lead: 'If this is your new address, press the button.',
      text: 'Codes and notices will then come here. We also tell the old address. If you did not ask for this, close the page: then nothing changes.',
      button: 'Confirm the address',
      doneTitle: 'The new address is in use',
      done: 'Codes and notices come to this address from now on. From the old address the change can be undone for ten days.',
      deadTitle: 'This link is good no more',
      dead: 'It has expired, has been used, or another one was asked for since. You can ask for a new message in My data at any time.',
      home: 'Go to My data',
    },
    undo: {
      title: 'Undo the change of address',
      lead: 'If it was not you who changed your identification e-mail, press the button.',
      text: 'We restore this address, sign you out on all devices, and the codes sent meanwhile stop working. Change your password afterwards.',
      button: 'Undo the change',
      doneTitle: 'The old address is in use again',
      done: 'You are signed out everywhere. Sign in and change your password. If you cannot sign in, ask for a new password or turn to a registration body.',
      deadTitle: 'This link is good no more',
      dead: 'The ten days are over, or the change has already been undone. If you did not change the address, turn to a registration body.',
      home: 'Go to sign-in',
    },
    notice: {
      title: 'Confirm the second address for notices',
      lead: 'If warnings shall come to this address, press the button.',
      text: 'Only warnings come here, never a code. We also tell the identification e-mail address. If you know nothing of this, close the page: then nothing changes.',
      button: 'Confirm the address',
      doneTitle: 'The second address is in use',
      done: 'From now on we warn this address, too, when somebody asks for a recovery of the sign-in.',
      deadTitle: 'This link is good no more',
      dead: 'It has expired, has been used, or another one was asked for since. You can ask for a new message in My data at any time.',
      home: 'Go to My data',
    },
  },
}

export function addressLinkTexts(language: Language, link: AddressLink): LinkTexts {
  return texts[language][link]
}
