/** Faults of what a service asked for, and of the request itself. */
import { startAgain } from './error-words.ts'
import type { ErrorEntries } from './error-words.ts'

const tellService = {
  hu: 'Ön nem hibázott. Ha a hiba megismétlődik, jelezze a szolgáltatásnak az alábbi hibakóddal.',
  en: 'You did nothing wrong. If this happens again, please tell the service, quoting the code below.',
}

const tellUs = {
  hu: 'Ön nem hibázott. Próbálja újra később; ha a hiba megismétlődik, jelezze az ügyfélszolgálatnak az alábbi azonosítóval.',
  en: 'You did nothing wrong. Please try again later; if it happens again, tell the help desk, quoting the number below.',
}

export const requestErrors = {
  // What the service asked for
  'E-CLIENT-01': {
    hu: { message: 'A szolgáltatás kérése hibás.', advice: tellService.hu },
    en: { message: 'The service sent a faulty request.', advice: tellService.en },
  },
  'E-REQUEST-01': {
    hu: {
      message: 'Ezt a szolgáltatást nem ismerjük.',
      advice: 'Ne folytassa, ha nem biztos a cím helyességében. ' + tellService.hu,
    },
    en: {
      message: 'We do not know this service.',
      advice: 'Do not go on unless you are sure of its address. ' + tellService.en,
    },
  },
  'E-REQUEST-02': {
    hu: {
      message: 'A szolgáltatás nem bejegyzett címre kérte a visszatérést.',
      advice: 'Az Ön biztonsága érdekében nem irányítjuk tovább. ' + tellService.hu,
    },
    en: {
      message: 'The service asked to return to an address that is not registered.',
      advice: 'For your safety we do not send you there. ' + tellService.en,
    },
  },
  'E-REQUEST-03': {
    hu: { message: 'A szolgáltatás kérése hiányos vagy ellentmondásos.', advice: tellService.hu },
    en: { message: 'The service’s request is incomplete or contradicts itself.', advice: tellService.en },
  },
  'E-REQUEST-04': {
    hu: { message: 'A szolgáltatás kérése lejárt, vagy már felhasználták.', advice: startAgain.hu },
    en: { message: 'The service’s request has expired or was used already.', advice: startAgain.en },
  },
  // The request itself
  'E-INPUT-01': {
    hu: {
      message: 'Az elküldött adatokat nem tudtuk értelmezni.',
      advice: 'Lépjen vissza, és töltse ki újra az űrlapot.',
    },
    en: { message: 'We could not understand what was sent.', advice: 'Go back and fill in the form again.' },
  },
  'E-INPUT-02': {
    hu: { message: 'Az elküldött adat túl hosszú.', advice: 'Lépjen vissza, és rövidebben töltse ki az űrlapot.' },
    en: { message: 'What was sent is too long.', advice: 'Go back and fill in the form with less text.' },
  },
  'E-CSRF-01': {
    hu: {
      message: 'Ez az űrlap nem innen érkezett, ezért nem fogadtuk el.',
      advice: 'Nem történt változás. ' + startAgain.hu,
    },
    en: {
      message: 'This form came from elsewhere, so we did not accept it.',
      advice: 'Nothing was changed. ' + startAgain.en,
    },
  },
  'E-HOST-01': {
    hu: { message: 'Ezen a címen nem érhető el a szolgáltatás.', advice: 'Ellenőrizze a böngésző címsorát.' },
    en: { message: 'Nothing is available at this address.', advice: 'Please check the address bar of your browser.' },
  },
  'E-NOTFOUND-01': {
    hu: { message: 'Ez az oldal nem található.', advice: 'Ellenőrizze a címet, vagy induljon el a kezdőlapról.' },
    en: { message: 'This page was not found.', advice: 'Check the address, or start from the home page.' },
  },
  'E-METHOD-01': {
    hu: { message: 'Ezt az oldalt így nem lehet megnyitni.', advice: 'Lépjen vissza, és használja az oldal gombjait.' },
    en: { message: 'This page cannot be opened in this way.', advice: 'Go back and use the buttons on the page.' },
  },
  'E-BUSY-01': {
    hu: {
      message: 'Most nagyon sokan jelentkeznek be.',
      advice: 'Várjon néhány másodpercet, és próbálja újra. Amit beírt, azt nem rögzítettük.',
    },
    en: {
      message: 'Very many people are signing in right now.',
      advice: 'Wait a few seconds and try again. What you entered was not recorded.',
    },
  },
  'E-INTERNAL-01': {
    hu: { message: 'Hiba történt nálunk.', advice: tellUs.hu },
    en: { message: 'Something went wrong on our side.', advice: tellUs.en },
  },
} as const satisfies ErrorEntries
