/** Why somebody is not let to the office desk, or not let act there. */
import type { ErrorEntries } from './error-words.ts'

export const deskErrors = {
  'E-DESK-01': {
    hu: {
      message: 'Önnek nincs jogosultsága ehhez az ügyintézői oldalhoz.',
      advice: 'Ha ügyintéző, kérje a rendszer üzemeltetőjét, hogy adja meg a jogosultságot. Az Ön fiókja rendben van.',
    },
    en: {
      message: 'You are not authorised to use this page of the office desk.',
      advice: 'If you are a clerk, ask the operator of the system to authorise you. Your account is in order.',
    },
  },
  'E-DESK-02': {
    hu: {
      message: 'Az ügyintézői felülethez hozzáférési kulccsal (passkey) kell belépni.',
      advice:
        'Jelentkezzen ki, és lépjen be újra a hozzáférési kulcsával. Ha még nincs ilyen kulcsa, forduljon a rendszer üzemeltetőjéhez.',
    },
    en: {
      message: 'The office desk requires signing in with a passkey.',
      advice:
        'Sign out and sign in again with your passkey. If you do not have one yet, ask the operator of the system.',
    },
  },
  'E-DESK-03': {
    hu: {
      message: 'Nincs kiválasztva, melyik hivatalban dolgozik.',
      advice: 'Nyissa meg az ügyintézői felület első oldalát, és válassza ki a hivatalt.',
    },
    en: {
      message: 'You have not chosen the office you are working at.',
      advice: 'Open the first page of the office desk and choose the office.',
    },
  },
  'E-DESK-04': {
    hu: {
      message: 'Ön ma elérte az ügyintézői műveletek napi határát.',
      advice:
        'A határ a visszaélésektől véd. Amit most szeretett volna elvégezni, az nem történt meg. Szóljon a vezetőjének.',
    },
    en: {
      message: 'You have reached the daily limit of acts at the desk.',
      advice: 'The limit protects against abuse. What you wanted to do now was not done. Tell your supervisor.',
    },
  },
  'E-DESK-05': {
    hu: {
      message: 'Ez az ügyfél már nincs megnyitva.',
      advice: 'Az ügyfél adatai egy óráig maradnak nyitva. Keresse meg újra az ügy azonosítójával.',
    },
    en: {
      message: 'This customer is no longer open.',
      advice: 'A customer’s record stays open for an hour. Find them again with the reference of the case.',
    },
  },
  'E-DESK-06': {
    hu: {
      message: 'Ezt a kérelmet már eldöntötték, vagy lejárt.',
      advice: 'Nézze meg a kérelmek listáját. A kérelmek egy nap után lejárnak.',
    },
    en: {
      message: 'This request has been decided, or it has expired.',
      advice: 'Look at the list of requests. Requests expire after a day.',
    },
  },
  'E-DESK-07': {
    hu: { message: 'Az űrlapon hiba van.', advice: 'Javítsa a megjelölt mezőket, és küldje el újra.' },
    en: { message: 'There is a fault in the form.', advice: 'Correct the marked fields and send it again.' },
  },
  'E-DESK-08': {
    hu: { message: 'A műveletet nem végeztük el.', advice: 'Az ok az oldalon olvasható. Nem változott semmi.' },
    en: { message: 'Nothing was done.', advice: 'The page says why. Nothing has changed.' },
  },
} as const satisfies ErrorEntries
