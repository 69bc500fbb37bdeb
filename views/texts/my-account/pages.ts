/** What the pages of My data are called, and what is the same on all of them. */
import type { Language } from '../../frame.ts'
import type { MyPage } from '../../my-pages.ts'

interface PageTexts {
  readonly navigation: string
  readonly signedIn: string
  readonly signOut: string
  readonly pages: Readonly<Record<MyPage, { readonly name: string; readonly about: string }>>
}

const texts: Readonly<Record<Language, PageTexts>> = {
  hu: {
    navigation: 'Saját adatok',
    signedIn: 'Bejelentkezve',
    signOut: 'Kijelentkezés',
    pages: {
      home: { name: 'Saját adatok', about: 'Adatai és határidői' },
      address: { name: 'Regisztrációs adatok', about: 'Azonosítási e-mail-címe: ide küldjük a kódokat' },
      password: { name: 'Jelszó módosítása', about: 'Új jelszó, és meddig legyen érvényes' },
      factors: { name: 'Ügyfélkapu+ beállítások', about: 'Hitelesítő alkalmazás, e-mailes kód, törlőkód' },
      sessions: { name: 'Bejelentkezések', about: 'Hol van most bejelentkezve, és hogyan zárhatja le' },
      services: { name: 'Kapcsolt szolgáltatások', about: 'Melyik szolgáltatás mely adatait kapta meg' },
      log: { name: 'Tevékenységi napló', about: 'Mi történt a fiókjával, letöltés, időszaki értesítés' },
      close: { name: 'Ügyfélkapu megszüntetése', about: 'Fiókja végleges törlése' },
    },
  },
  en: {
    navigation: 'My data',
    signedIn: 'Signed in',
    signOut: 'Sign out',
    pages: {
      home: { name: 'My data', about: 'Your data and deadlines' },
      address: { name: 'Registration data', about: 'Your identification e-mail: where codes are sent' },
      password: { name: 'Change password', about: 'A new password, and how long it is valid' },
      factors: { name: 'Client Gate+ settings', about: 'Authenticator app, e-mail code, deletion code' },
      sessions: { name: 'Sign-ins', about: 'Where you are signed in now, and how to end it' },
      services: { name: 'Connected services', about: 'Which service received which of your data' },
      log: { name: 'Activity log', about: 'What happened to your account, download, periodic statement' },
      close: { name: 'Close Client Gate', about: 'Delete your account for good' },
    },
  },
}

export function myPageTexts(language: Language): PageTexts {
  return texts[language]
}
