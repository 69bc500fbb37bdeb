/** Faults of what was typed, and of the account it belongs to. */
import { startAgain } from './error-words.ts'
import type { ErrorEntries } from './error-words.ts'

export const signInErrors = {
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
      message: 'Ez a belépési mód {day} megszűnt.',
      advice: 'Azóta nem lehet vele belépni. Ezt teheti:',
    },
    en: {
      message: 'This way of signing in was discontinued {day}.',
      advice: 'It has not let anybody in since. You can:',
    },
  },
  'E-LOGIN-04': {
    hu: {
      message: 'Ehhez a fiókhoz nincs beállítva Ügyfélkapu+.',
      advice: 'Most beállíthatja: néhány perc, utána folytatódik a bejelentkezés.',
    },
    en: {
      message: 'Client Gate+ is not set up for this account.',
      advice: 'You can set it up now: it takes a few minutes, then your sign-in goes on.',
    },
  },
  'E-LOGIN-05': {
    hu: {
      message: 'Ez a belépési mód most nem használható. Válasszon másikat.',
      advice: 'Dolgozunk a hibán. Addig lépjen be másik móddal, vagy próbálja meg később.',
    },
    en: {
      message: 'This way of signing in cannot be used right now. Choose another one.',
      advice: 'We are working on it. Until then please sign in another way, or try again later.',
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
  'E-ACT-02': {
    hu: {
      message: 'Írja be a kód mind a tizenkét karakterét.',
      advice: 'A kis- és nagybetű, a szóköz és a kötőjel nem számít.',
    },
    en: {
      message: 'Enter all twelve characters of the code.',
      advice: 'Case, spaces and hyphens do not matter.',
    },
  },
  // The account; shown only after the right password
  'E-PW-EXP': {
    hu: {
      message: 'Jelszava lejárt. Új jelszót {until}-ig kérhet.',
      advice: 'Ehhez a felhasználónevére és az azonosítási e-mail-címére van szükség.',
    },
    en: {
      message: 'Your password has expired. You can renew it until {until}.',
      advice: 'You need your user name and your identification e-mail address for it.',
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
  // Told without looking at the password, of any name
  'E-PW-DIS': {
    hu: {
      message: 'Ezzel a felhasználónévvel erről az eszközről jelszóval most nem lehet belépni.',
      advice:
        'Egymás után nagyon sok hibás jelszót írtak be hozzá, ezért új jelszóig ismeretlen eszközről egyet sem fogadunk el. Ezt teheti:',
    },
    en: {
      message: 'A password cannot be used with this user name on this device for now.',
      advice:
        'Very many wrong passwords were typed for it in a row, so on unknown devices none is accepted until there is a new one. You can:',
    },
  },
  // RD8: told to who has no other second factor, on the way to a level that a mailed code does not reach now
  'E-PW-HOLD': {
    hu: {
      message: 'Ehhez az e-mailes kód most nem elég.',
      advice:
        'Nemrég e-mailben kért új jelszót. Az Ön védelmében e-mailes kóddal egy ideig csak az alapszintű ügyeket éri el. {until} után itt is beléphet vele.',
    },
    en: {
      message: 'A code by e-mail is not enough for this at present.',
      advice:
        'You asked for a new password by e-mail not long ago. To protect you, a code by e-mail reaches basic matters only for some time. You can sign in here with it after {until}.',
    },
  },
  'E-ACC-01': {
    hu: { message: 'Ezt a fiókot felfüggesztették.', advice: 'A részletekért forduljon az ügyfélszolgálathoz.' },
    en: { message: 'This account is suspended.', advice: 'Please contact the help desk for details.' },
  },
  'E-ACC-02': {
    hu: {
      message: 'Az ideiglenes regisztráció ehhez nem elég.',
      advice:
        'Véglegesítse {until}-ig személyesen egy okmányirodában vagy kormányablakban: vigye magával az okmányait, és mondja meg a felhasználónevét és az e-mail-címét.',
    },
    en: {
      message: 'A temporary registration is not enough for this.',
      advice:
        'It can be finalised in person until {until}, at a document office or government window: bring your documents, and give your user name and e-mail address.',
    },
  },
} as const satisfies ErrorEntries
