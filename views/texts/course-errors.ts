/** Faults in the course of a sign-in or sign-out: late, elsewhere, too often, not finished. */
import { startAgain } from './error-words.ts'
import type { ErrorEntries } from './error-words.ts'

export const courseErrors = {
  // The course of a sign-in
  'E-FLOW-01': {
    hu: {
      message: 'Ez a bejelentkezés lejárt.',
      advice: 'Az Ön biztonsága érdekében egy bejelentkezés csak rövid ideig használható. ' + startAgain.hu,
    },
    en: {
      message: 'This sign-in has expired.',
      advice: 'For your safety, a sign-in can be used for a short time only. ' + startAgain.en,
    },
  },
  'E-FLOW-02': {
    hu: {
      message: 'Ez a bejelentkezés már befejeződött.',
      advice: 'Térjen vissza a szolgáltatáshoz. Ha ott nincs bejelentkezve, kezdje újra.',
    },
    en: {
      message: 'This sign-in has already finished.',
      advice: 'Go back to the service. If you are not signed in there, start again.',
    },
  },
  'E-FLOW-03': {
    hu: {
      message: 'Ezt a bejelentkezést itt nem lehet folytatni.',
      advice: 'Valószínűleg egy másik böngészőben vagy ablakban kezdte el. ' + startAgain.hu,
    },
    en: {
      message: 'This sign-in cannot be continued here.',
      advice: 'You probably began it in another browser or window. ' + startAgain.en,
    },
  },
  'E-FLOW-04': {
    hu: {
      message: 'Ez a bejelentkezés megszakadt nálunk.',
      advice: 'Ön nem hibázott. Amit eddig beírt, azt nem adtuk tovább. ' + startAgain.hu,
    },
    en: {
      message: 'This sign-in was interrupted on our side.',
      advice: 'You did nothing wrong. Nothing that you entered was passed on. ' + startAgain.en,
    },
  },
  'E-FLOW-05': {
    hu: {
      message: 'Ezt a bejelentkezést nem ismerjük.',
      advice:
        'Egy napnál régebbi, vagy hibás a címe. Nyissa meg azt a szolgáltatást, amelyet használni szeretne, és ott jelentkezzen be.',
    },
    en: {
      message: 'We do not know this sign-in.',
      advice: 'It is more than a day old, or its address is wrong. Open the service you want to use and sign in there.',
    },
  },
  'E-FLOW-06': {
    hu: {
      message: 'Innen nem tudjuk visszavinni a szolgáltatáshoz.',
      advice: 'Ez a cím csak egy éppen befejezett bejelentkezéshez tartozik. ' + startAgain.hu,
    },
    en: {
      message: 'We cannot take you back to the service from here.',
      advice: 'This address belongs to a sign-in that has just been completed. ' + startAgain.en,
    },
  },
  'E-FLOW-08': {
    hu: {
      message: 'Időközben kijelentkezett ebben a böngészőben.',
      advice: 'Ez a bejelentkezés a korábbira épült, ezért nem folytatható. ' + startAgain.hu,
    },
    en: {
      message: 'You were signed out in this browser in the meantime.',
      advice: 'This sign-in was based on the earlier one, so it cannot be continued. ' + startAgain.en,
    },
  },
  'E-LOOP-01': {
    hu: {
      message: 'A bejelentkezés körbe-körbe járt, ezért megállítottuk.',
      advice:
        'A szolgáltatás olyasmit kér, ami most nem teljesíthető. Kezdje újra a szolgáltatásnál; ha megismétlődik, jelezze nekik.',
    },
    en: {
      message: 'This sign-in went round in circles, so we stopped it.',
      advice:
        'The service asks for something that cannot be met now. Start again at the service; if it happens again, tell them.',
    },
  },
  'E-WAIT-01': {
    hu: {
      message: 'Túl sok próbálkozás történt. {until} után próbálja újra.',
      advice: 'A várakozás az Ön fiókját védi. A jelszava nem változott.',
    },
    en: {
      message: 'There were too many attempts. Try again after {until}.',
      advice: 'The wait protects your account. Your password has not changed.',
    },
  },
  'E-WAIT-02': {
    hu: { message: 'Új kódot {until} után kérhet.', advice: 'Addig nézze meg a levélszemét mappát is.' },
    en: {
      message: 'You can request a new code after {until}.',
      advice: 'Meanwhile, please look in your spam folder too.',
    },
  },
  'E-ENROL-01': {
    hu: {
      message: 'A beállításhoz írja be a jelszavát.',
      advice: 'Így tudjuk, hogy Ön állítja be az új belépési módot.',
    },
    en: {
      message: 'Enter your password to set this up.',
      advice: 'This tells us that it is you who is setting it up.',
    },
  },
  'E-SAVE-01': {
    hu: {
      message: 'Jelölje be, hogy a törlőkódot elmentette.',
      advice: 'A törlőkódot többé nem tudjuk megmutatni.',
    },
    en: {
      message: 'Tick the box to confirm that you have saved the deletion code.',
      advice: 'We cannot show the deletion code again.',
    },
  },
  'E-LOGOUT-01': {
    hu: {
      message: 'A kijelentkezés nem sikerült.',
      advice: 'Próbálja újra; ha közös gépet használ, zárja be a böngészőt.',
    },
    en: {
      message: 'You could not be signed out.',
      advice: 'Please try again; on a shared computer, close the browser.',
    },
  },
} as const satisfies ErrorEntries
