/** What is said where somebody must sign in (again) to go on at our own pages. */
import type { Language } from '../frame.ts'

export type SignInReason = 'signed_out' | 'stale' | 'level' | 'cancelled' | 'level_refused' | 'failed'

interface Words {
  readonly title: string
  readonly text: string
  /** The way on. */
  readonly link: string
}

const words: Readonly<Record<Language, Readonly<Record<SignInReason, Words>>>> = {
  hu: {
    signed_out: {
      title: 'Már nincs bejelentkezve',
      text: 'Közben kijelentkezett, vagy lejárt az idő. Amit elküldött, azt nem hajtottuk végre. Jelentkezzen be, és utána ott folytathatja, ahol abbahagyta.',
      link: 'Bejelentkezés',
    },
    stale: {
      title: 'Kérjük, igazolja újra, hogy Ön az',
      text: 'Fontos változtatás előtt mindig megkérdezzük, és az igazolás csak öt percig érvényes. Amit elküldött, azt nem hajtottuk végre: az igazolás után adja meg újra.',
      link: 'Igazolom',
    },
    level: {
      title: 'Ehhez biztonságosabb belépés kell',
      text: 'Amit elküldött, azt nem hajtottuk végre. Lépjen be egy második lépéssel, és utána itt folytathatja.',
      link: 'Tovább a belépéshez',
    },
    cancelled: {
      title: 'Nem jelentkezett be',
      text: 'A bejelentkezést megszakította. Semmi nem változott.',
      link: 'Bejelentkezés',
    },
    level_refused: {
      title: 'Ez az oldal most nem nyitható meg',
      text: 'Ehhez biztonságosabb belépés kell, mint ami most elérhető Önnek. Ideiglenes regisztrációval, vagy az e-mailben kért új jelszó utáni három napban ez az oldal zárva van.',
      link: 'Vissza a kezdőoldalra',
    },
    failed: {
      title: 'A bejelentkezés nem sikerült',
      text: 'Túl sok idő telt el, vagy a bejelentkezést egy másik böngészőben kezdte el. Kezdje újra.',
      link: 'Bejelentkezés',
    },
  },
  en: {
    signed_out: {
      title: 'You are no longer signed in',
      text: 'You signed out meanwhile, or the time ran out. What you sent was not carried out. Sign in, and then continue where you left off.',
      link: 'Sign in',
    },
    stale: {
      title: 'Please confirm again that it is you',
      text: 'We always ask before an important change, and your answer counts for five minutes. What you sent was not carried out: enter it again after you have confirmed.',
      link: 'Confirm',
    },
    level: {
      title: 'This needs a more secure sign-in',
      text: 'What you sent was not carried out. Sign in with a second step, and then continue here.',
      link: 'Go to sign-in',
    },
    cancelled: {
      title: 'You did not sign in',
      text: 'You stopped signing in. Nothing has changed.',
      link: 'Sign in',
    },
    level_refused: {
      title: 'This page cannot be opened now',
      text: 'It needs a more secure sign-in than you have at the moment. It is closed to temporary registrations, and for three days after a password was reset by e-mail.',
      link: 'Back to the first page',
    },
    failed: {
      title: 'Signing in did not work',
      text: 'Too much time has passed, or you began in another browser. Please start again.',
      link: 'Sign in',
    },
  },
}

export function ownSignInWords(language: Language, reason: SignInReason): Words {
  return words[language][reason]
}
