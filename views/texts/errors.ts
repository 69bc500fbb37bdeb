/**
 * Every fault a person can be told of, in both languages: what happened (`message`, also shown at a field) and what to
 * do now (`advice`, shown on the error page). One text per class of fault; none tells whether an account exists.
 * `{until}` is replaced by a full date and time.
 */
import type { FormError, Language } from '../frame.ts'
import { formatInstant } from '../format.ts'

interface ErrorWords {
  readonly message: string
  readonly advice: string
}

type ErrorEntry = Readonly<Record<Language, ErrorWords>>

const startAgain = {
  hu: 'Térjen vissza a szolgáltatáshoz, és ott kezdje újra a bejelentkezést.',
  en: 'Go back to the service and start signing in again there.',
}
const tellService = {
  hu: 'Ön nem hibázott. Ha a hiba megismétlődik, jelezze a szolgáltatásnak az alábbi hibakóddal.',
  en: 'You did nothing wrong. If this happens again, please tell the service, quoting the code below.',
}
const tellUs = {
  hu: 'Ön nem hibázott. Próbálja újra később; ha a hiba megismétlődik, jelezze az ügyfélszolgálatnak az alábbi azonosítóval.',
  en: 'You did nothing wrong. Please try again later; if it happens again, tell the help desk, quoting the number below.',
}

const errors = {
  // Signing in
  'E-LOGIN-01': {
    hu: { message: 'A felhasználónév vagy a jelszó helytelen.', advice: 'Ellenőrizze mindkettőt, és próbálja újra.' },
    en: { message: 'The user name or password is incorrect.', advice: 'Please check both and try again.' },
  },
  'E-LOGIN-02': {
    hu: {
      message: 'Ez a belépési mód ehhez a szolgáltatáshoz nem elegendő.',
      advice: 'Válasszon másik belépési módot, vagy térjen vissza a szolgáltatáshoz.',
    },
    en: {
      message: 'This way of signing in is not strong enough for this service.',
      advice: 'Choose another way to sign in, or go back to the service.',
    },
  },
  'E-LOGIN-03': {
    hu: {
      message: 'Ez a belépési mód 2025. január 16-án megszűnt.',
      advice: 'Jelentkezzen be Ügyfélkapu+ használatával.',
    },
    en: {
      message: 'This way of signing in was discontinued on 16 January 2025.',
      advice: 'Please sign in with Client Gate+ instead.',
    },
  },
  'E-LOGIN-04': {
    hu: {
      message: 'Ehhez a fiókhoz nincs beállítva Ügyfélkapu+.',
      advice: 'Kezdje újra a bejelentkezést: útközben beállíthatja az Ügyfélkapu+ szolgáltatást.',
    },
    en: {
      message: 'Client Gate+ is not set up for this account.',
      advice: 'Start signing in again: you can set up Client Gate+ on the way.',
    },
  },
  'E-USERNAME-01': {
    hu: { message: 'Írja be a felhasználónevét.', advice: 'A felhasználónév nem azonos az Ön nevével.' },
    en: { message: 'Enter your user name.', advice: 'Your user name is not the same as your own name.' },
  },
  'E-PASSWORD-01': {
    hu: { message: 'Írja be a jelszavát.', advice: 'A jelszó legfeljebb 128 karakter hosszú.' },
    en: { message: 'Enter your password.', advice: 'A password is at most 128 characters long.' },
  },
  // Codes
  'E-CODE-01': {
    hu: {
      message: 'A megadott hitelesítő kód helytelen.',
      advice: 'Nézze meg újra a kódot, és írja be mind a hat számjegyet.',
    },
    en: {
      message: 'The authentication code is incorrect.',
      advice: 'Look at the code again and enter all six digits.',
    },
  },
  'E-CODE-02': {
    hu: { message: 'A kód lejárt. Kérjen újat.', advice: 'Az új kód ismét 10 percig használható.' },
    en: {
      message: 'The code has expired. Please request a new one.',
      advice: 'The new code works for 10 minutes again.',
    },
  },
  'E-CODE-03': {
    hu: { message: 'Túl sok hibás próbálkozás történt. Kezdje újra a bejelentkezést.', advice: startAgain.hu },
    en: { message: 'There were too many wrong attempts. Please start signing in again.', advice: startAgain.en },
  },
  'E-CODE-04': {
    hu: {
      message: 'Ezt a kódot már felhasználták. Várja meg az alkalmazás következő kódját.',
      advice: 'Az alkalmazás 30 másodpercenként új kódot mutat.',
    },
    en: {
      message: 'This code has been used already. Wait for the next code in your app.',
      advice: 'The app shows a new code every 30 seconds.',
    },
  },
  'E-CODE-05': {
    hu: { message: 'Írja be a hat számjegyből álló kódot.', advice: 'A szóközök nem számítanak.' },
    en: { message: 'Enter the six-digit code.', advice: 'Spaces do not matter.' },
  },
  'E-ACT-01': {
    hu: {
      message: 'A felhasználónév vagy az aktiváló kód nem egyezik, vagy a kód már nem használható.',
      advice: 'Ellenőrizze a levelet. Az aktiváló kód öt napig, egyszer használható.',
    },
    en: {
      message: 'The user name or activation code does not match, or the code can no longer be used.',
      advice: 'Please check the letter. An activation code works once, for five days.',
    },
  },
  // The account; shown only after the right password
  'E-PW-EXP': {
    hu: {
      message: 'Jelszava lejárt. Új jelszót {until}-ig kérhet.',
      advice: 'Kérjen új jelszót az „Elfelejtette jelszavát?” oldalon.',
    },
    en: {
      message: 'Your password has expired. You can renew it until {until}.',
      advice: 'Use “Forgot your password?” to renew it.',
    },
  },
  'E-PW-INA': {
    hu: {
      message: 'Regisztrációja inaktív.',
      advice: 'Keressen fel személyesen egy regisztrációs szervet, például egy kormányablakot.',
    },
    en: {
      message: 'Your registration is inactive.',
      advice: 'Please visit a registration body in person, for example a government window.',
    },
  },
  'E-PW-DIS': {
    hu: {
      message: 'Új jelszó szükséges, mielőtt erről az eszközről beléphet.',
      advice: 'Kérjen új jelszót az „Elfelejtette jelszavát?” oldalon, vagy lépjen be egy korábban használt eszközről.',
    },
    en: {
      message: 'You need a new password before you can sign in from this device.',
      advice: 'Use “Forgot your password?”, or sign in from a device you have used before.',
    },
  },
  'E-ACC-01': {
    hu: { message: 'Ezt a fiókot felfüggesztették.', advice: 'A részletekért forduljon az ügyfélszolgálathoz.' },
    en: { message: 'This account is suspended.', advice: 'Please contact the help desk for details.' },
  },
  'E-DAP-01': {
    hu: {
      message: 'A kérés lejárt, vagy Ön elutasította.',
      advice: 'Kezdje újra, vagy válasszon másik belépési módot.',
    },
    en: {
      message: 'The request expired, or you refused it.',
      advice: 'Start again, or choose another way to sign in.',
    },
  },
  // The course of a sign-in
  'E-FLOW-01': {
    hu: { message: 'Ez a bejelentkezés lejárt.', advice: startAgain.hu },
    en: { message: 'This sign-in has expired.', advice: startAgain.en },
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
  'E-COOKIE-01': {
    hu: {
      message: 'Ezt a bejelentkezést itt nem lehet folytatni.',
      advice: 'Valószínűleg egy másik böngészőben vagy ablakban kezdte el. ' + startAgain.hu,
    },
    en: {
      message: 'This sign-in cannot be continued here.',
      advice: 'You probably began it in another browser or window. ' + startAgain.en,
    },
  },
  'E-SWITCH-01': {
    hu: {
      message: 'Időközben más jelentkezett be ebben a böngészőben.',
      advice: 'Az Ön adatai nem kerültek át. ' + startAgain.hu,
    },
    en: {
      message: 'Somebody else has signed in with this browser in the meantime.',
      advice: 'Nothing of yours was passed on. ' + startAgain.en,
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
  'E-REQUEST-05': {
    hu: { message: 'A szolgáltatás olyat kért, amire nem jogosult.', advice: tellService.hu },
    en: { message: 'The service asked for something it may not have.', advice: tellService.en },
  },
  'E-REQUEST-06': {
    hu: { message: 'A bejelentkezést megszakították.', advice: 'Nem adtunk át adatot. ' + startAgain.hu },
    en: { message: 'The sign-in was cancelled.', advice: 'Nothing was passed on. ' + startAgain.en },
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
} as const satisfies Readonly<Record<string, ErrorEntry>>

/** The stable code of a fault; printed in small type for the help desk. */
export type ErrorCode = keyof typeof errors

/** Every code, for tests and for `npm run pages`. */
export const errorCodes = Object.keys(errors).filter(isErrorCode)

/** Tells a code of ours from any other string. */
export function isErrorCode(value: string): value is ErrorCode {
  return Object.hasOwn(errors, value)
}

/** The words for a fault. `until` in epoch seconds, needed by the codes that speak of a date. */
export function errorWords(language: Language, code: ErrorCode, until?: number): ErrorWords {
  const words: ErrorWords = errors[code][language]
  return { message: filled(language, words.message, until), advice: filled(language, words.advice, until) }
}

function filled(language: Language, text: string, until: number | undefined): string {
  if (until !== undefined) return text.replace('{until}', formatInstant(language, until))
  if (language === 'en') return text.replace('until {until}', 'for a while').replace('{until}', 'a while')
  return text
    .replace('. {until} után', '. Egy kis idő múlva')
    .replace('{until} után', 'egy kis idő múlva')
    .replace('{until}-ig', 'még egy ideig')
}

/** The fault of a form as its page shows it. `field` is the field's name, `until` is in epoch seconds. */
export function formError(
  language: Language,
  code: ErrorCode,
  options: { readonly field?: string | null; readonly until?: number } = {},
): FormError {
  const { field = null, until } = options
  const text = errorWords(language, code, until).message
  return until === undefined ? { code, text, field } : { code, text, field, until: formatInstant(language, until) }
}
