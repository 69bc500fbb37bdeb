import type { Language } from '../../frame.ts'

interface PasswordTexts {
  readonly lead: string
  readonly present: string
  readonly change: string
  readonly whatHappens: string
  readonly done: string
}

const texts: Readonly<Record<Language, PasswordTexts>> = {
  hu: {
    lead: 'Adja meg mostani jelszavát, majd kétszer az újat.',
    present: 'Mostani jelszó',
    change: 'Jelszó módosítása',
    whatHappens: 'Minden más eszközön kijelentkeztetjük; itt bejelentkezve marad. Erről levelet küldünk.',
    done: 'Jelszava megváltozott. Más eszközökön kijelentkeztettük.',
  },
  en: {
    lead: 'Enter your present password, then the new one twice.',
    present: 'Present password',
    change: 'Change password',
    whatHappens: 'You are signed out on all other devices and stay signed in here. We send you a message about it.',
    done: 'Your password has changed. You are signed out on your other devices.',
  },
}

export function myPasswordTexts(language: Language): PasswordTexts {
  return texts[language]
}
