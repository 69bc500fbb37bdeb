/** The words of the page that removes a lost authenticator app (C23), and its faults. */
import type { Language } from '../frame.ts'
import type { ErrorEntries } from './error-words.ts'

interface LostAppTexts {
  readonly title: string
  readonly lead: string
  readonly code: string
  readonly codeHint: string
  readonly submit: string
  readonly noCode: string
  readonly noCodeText: string
  readonly removedTitle: string
  readonly removedLead: string
  readonly removedNext: string
  readonly signIn: string
}

const texts: Readonly<Record<Language, LostAppTexts>> = {
  hu: {
    title: 'Hitelesítő alkalmazás törlése',
    lead: 'Ha elveszett a telefonja, itt törölheti a hitelesítő alkalmazást azzal a törlőkóddal, amelyet a beállításkor mentett el.',
    code: 'Törlőkód',
    codeHint: 'Tizenhat számjegy. Szóközzel vagy anélkül is beírhatja.',
    submit: 'Alkalmazás törlése',
    noCode: 'Nincs meg a törlőkód?',
    noCodeText:
      'Ha más belépési módja is van (e-mailben kapott kód, belépőkulcs, DÁP), lépjen be azzal, és a Saját adatokban törölje vagy állítsa át az alkalmazást. Ha más módja nincs, bármely regisztrációs szervnél, személyesen kérheti a törlést.',
    removedTitle: 'Az alkalmazást töröltük',
    removedLead: 'Ez a törlőkód többé nem használható. Értesítést küldtünk az azonosítási e-mail-címére.',
    removedNext:
      'Jelentkezzen be a szolgáltatásnál, ahová készült. Ha más belépési módja nem maradt, ott állíthat be újat: ehhez a jelszavára és egy e-mailben kapott kódra lesz szüksége.',
    signIn: 'Bejelentkezés a Saját adatokba',
  },
  en: {
    title: 'Remove authenticator',
    lead: 'If you lost your phone, remove the authenticator app here with the deletion code that you saved when you set it up.',
    code: 'Deletion code',
    codeHint: 'Sixteen digits, with or without spaces.',
    submit: 'Remove the app',
    noCode: 'You do not have the deletion code?',
    noCodeText:
      'If you have another way to sign in (codes by e-mail, a passkey, DÁP), use it, and remove or move the app in My data. If you have no other way, any registration body removes it for you in person.',
    removedTitle: 'The app has been removed',
    removedLead: 'This deletion code no longer works. We have written to your identification e-mail address.',
    removedNext:
      'Sign in at the service you wanted to use. If no other way to sign in is left, you can set up a new one there: you will need your password and a code sent by e-mail.',
    signIn: 'Sign in to My data',
  },
}

export function lostAppText(language: Language): LostAppTexts {
  return texts[language]
}

export const wayErrors = {
  'E-DELCODE-01': {
    hu: {
      message: 'A felhasználónév, a jelszó vagy a törlőkód helytelen.',
      advice: 'Ellenőrizze mindhármat. Egy törlőkód csak egyszer használható, és csak a legutóbbi érvényes.',
    },
    en: {
      message: 'The user name, the password or the deletion code is incorrect.',
      advice: 'Please check all three. A deletion code works once, and only the latest one does.',
    },
  },
  'E-DELCODE-02': {
    hu: { message: 'Írja be a törlőkódot.', advice: 'A törlőkód tizenhat számjegyből áll.' },
    en: { message: 'Enter the deletion code.', advice: 'It has sixteen digits.' },
  },
  'E-WAY-01': {
    hu: {
      message: 'Ez a belépési mód már nincs a fiókjában.',
      advice: 'Lehet, hogy egy másik ablakban törölte. Az oldal a mostani állapotot mutatja.',
    },
    en: {
      message: 'Your account no longer has this way to sign in.',
      advice: 'It may have been removed in another window. The page shows how things are now.',
    },
  },
  'E-WAY-02': {
    hu: { message: 'Jelölje be, hogy megértette.', advice: 'Utána törölheti az utolsó belépési módot is.' },
    en: { message: 'Tick the box to say that you understand.', advice: 'Then you can remove the last way, too.' },
  },
} satisfies ErrorEntries
