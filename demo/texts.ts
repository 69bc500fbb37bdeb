/** What the demo services say, in Hungarian and English: both originals, neither a translation. */

import type { Happening } from './event-log.ts'

export type Language = 'hu' | 'en'

/** What can go wrong on the way through the identity provider, as a person sees it. */
export type Fault =
  'declined' | 'signInNeeded' | 'notStrongEnough' | 'unreachable' | 'unexpected' | 'unknownRequest' | 'notFound'

export interface Texts {
  readonly demonstration: string
  readonly otherLanguage: string
  readonly signIn: string
  readonly signInHint: string
  readonly signOutEverywhere: string
  readonly signOutHere: string
  readonly signedIn: string
  readonly signedInAs: string
  readonly replacedAnother: string
  readonly signedOut: Readonly<Record<'everywhere' | 'here' | 'elsewhere', string>>
  readonly received: string
  readonly receivedLead: string
  readonly receivedNothing: string
  readonly howProved: string
  readonly level: string
  readonly methods: string
  readonly signedInAt: string
  readonly askedFor: string
  readonly identifier: string
  readonly identifierHint: string
  readonly tryThings: string
  readonly trySignInAgain: string
  readonly tryRecent: string
  readonly trySilent: string
  readonly tryHigh: string
  readonly tryOtherPerson: string
  readonly errorPrefix: string
  readonly tryAgain: string
  readonly backHome: string
  readonly code: string
  readonly yes: string
  readonly no: string
  readonly faults: Readonly<Record<Fault, { readonly title: string; readonly text: string }>>
  readonly claims: Readonly<Record<string, string>>
  readonly genders: Readonly<Record<string, string>>
  readonly accountStates: Readonly<Record<string, string>>
  readonly acrs: Readonly<Record<string, string>>
  readonly amrs: Readonly<Record<string, string>>
  readonly events: {
    readonly title: string
    readonly lead: string
    readonly nothing: string
    readonly session: string
    readonly reload: string
    readonly happenings: Readonly<Record<Happening, string>>
  }
}

const LOW = 'http://eidas.europa.eu/LoA/low'
const SUBSTANTIAL = 'http://eidas.europa.eu/LoA/substantial'
const HIGH = 'http://eidas.europa.eu/LoA/high'

/** The levels that these services accept: two factors or more. */
export const AT_LEAST_SUBSTANTIAL: readonly string[] = [SUBSTANTIAL, HIGH]

const hu: Texts = {
  demonstration: 'Ez bemutató rendszer, nem állami szolgáltatás. Valódi adatot ne adjon meg.',
  otherLanguage: 'English',
  signIn: 'Bejelentkezés',
  signInHint: 'A Központi Azonosítási Ügynökhöz visszük. Ott igazolja magát, utána visszatér ide.',
  signOutEverywhere: 'Kijelentkezés',
  signOutHere: 'Kijelentkezés csak innen',
  signedIn: 'Ön be van jelentkezve.',
  signedInAs: 'Bejelentkezve:',
  replacedAnother:
    'Ebben a böngészőben korábban más valaki volt bejelentkezve ide. Az ő belépése véget ért, az Öné most kezdődött: semmit nem látnak egymás dolgaiból.',
  signedOut: {
    everywhere: 'Kijelentkezett. Ha nem a saját gépét használja, zárja be a böngészőt is.',
    here: 'Innen kijelentkezett. A Központi Azonosítási Ügynöknél még bejelentkezve lehet: a következő belépéshez talán nem kér majd jelszót.',
    elsewhere:
      'Ön időközben kijelentkezett. A Központi Azonosítási Ügynök jelezte, hogy a belépése véget ért: máshol jelentkezett ki, lejárt az ideje, vagy más valaki lépett be ebben a böngészőben. Ezért innen is kijelentkeztettük.',
  },
  received: 'Ezeket az adatokat kaptuk Önről',
  receivedLead: 'Mást nem kaptunk: jelszavát és kódjait a szolgáltatás nem ismeri.',
  receivedNothing:
    'Semmit: sem a nevét, sem más adatát. Csak egy azonosítót, amelyről legközelebb felismerjük, és azt, hogyan igazolta magát.',
  howProved: 'Hogyan igazolta magát',
  level: 'Biztonsági szint',
  methods: 'Amivel igazolta magát',
  signedInAt: 'Mikor',
  askedFor: 'Ezt a szintet kértük',
  identifier: 'Az Ön azonosítója ennél a szolgáltatásnál',
  identifierHint: 'Minden szolgáltatás más azonosítót kap, ezért adatait nem tudják összekötni.',
  tryThings: 'Próbálja ki',
  trySignInAgain: 'Bejelentkezés elölről, jelszóval',
  tryRecent: 'Bejelentkezés, amely legfeljebb egy perces lehet',
  trySilent: 'Bejelentkezés kérdés nélkül (ha lehet)',
  tryHigh: 'Bejelentkezés magas biztonsági szinten',
  tryOtherPerson: 'Bejelentkezés másik személyként',
  errorPrefix: 'Hiba: ',
  tryAgain: 'Újra megpróbálom',
  backHome: 'Vissza a kezdőlapra',
  code: 'Hibakód',
  yes: 'igen',
  no: 'nem',
  faults: {
    declined: {
      title: 'A belépés elmaradt',
      text: 'Ön megszakította a belépést, vagy nem adta át az adatait. Semmilyen adatot nem kaptunk.',
    },
    signInNeeded: {
      title: 'Be kell jelentkeznie',
      text: 'Kérdés nélkül most nem léphet be. Jelentkezzen be a szokott módon.',
    },
    notStrongEnough: {
      title: 'Erősebb igazolás szükséges',
      text: 'Ide olyan belépés kell, amely most nem sikerült. Próbálja meg egy másik belépési móddal.',
    },
    unreachable: {
      title: 'A bejelentkezés most nem érhető el',
      text: 'A Központi Azonosítási Ügynök nem válaszol. Várjon néhány másodpercet, aztán próbálja újra.',
    },
    unexpected: {
      title: 'A belépés nem sikerült',
      text: 'Olyan választ kaptunk, amelyben nem bízhatunk meg, ezért nem léptettük be. Nem Ön hibázott.',
    },
    unknownRequest: {
      title: 'Ez a belépés már nem folytatható',
      text: 'Túl régen kezdődött, vagy nem ebben a böngészőben. Kezdje újra innen.',
    },
    notFound: { title: 'Ilyen oldal nincs', text: 'A cím hibás, vagy az oldal megszűnt.' },
  },
  claims: {
    name: 'Név',
    family_name: 'Családi név',
    given_name: 'Utónév',
    birth_family_name: 'Születési családi név',
    birth_given_name: 'Születési utónév',
    hu_mother_birth_family_name: 'Anyja születési családi neve',
    hu_mother_birth_given_name: 'Anyja születési utóneve',
    birthdate: 'Születési dátum',
    place_of_birth: 'Születési hely',
    gender: 'Nem',
    email: 'E-mail-cím',
    email_verified: 'Az e-mail-cím megerősítve',
    hu_account_state: 'Regisztráció',
    hu_age_over_18: 'Elmúlt 18 éves',
  },
  genders: { female: 'nő', male: 'férfi' },
  accountStates: { temporary: 'ideiglenes', final: 'végleges' },
  acrs: { [LOW]: 'alacsony', [SUBSTANTIAL]: 'jelentős', [HIGH]: 'magas' },
  amrs: {
    pwd: 'jelszó',
    otp: 'egyszer használható kód',
    email: 'e-mailben kapott kód',
    mfa: 'több, egymástól független mód',
    hwk: 'eszközhöz kötött kulcs',
    swk: 'programban őrzött kulcs',
    pin: 'PIN-kód',
    user: 'jelenlét megerősítése',
    sim: 'szimulátor, nem valódi eszköz',
  },
  events: {
    title: 'Mi történt itt',
    lead: 'A szolgáltatás elindulása óta, a legújabbal kezdve. Személyes adat nincs köztük: a belépéseket a véletlen azonosítójuk elejéről lehet megkülönböztetni.',
    nothing: 'Még semmi.',
    session: 'Belépés',
    reload: 'Frissítés',
    happenings: {
      signedIn: 'Valaki bejelentkezett.',
      signedOutHere: 'Valaki kijelentkezett ezen az oldalon.',
      endedElsewhere: 'A Központi Azonosítási Ügynök jelezte, hogy a belépés véget ért. Ezért itt is lezártuk.',
      endedBefore: 'A Központi Azonosítási Ügynök jelezte, hogy a belépés véget ért. Itt már korábban lezárult.',
      anotherTookOver: 'Más valaki lépett be ugyanabban a böngészőben. Az előző belépés véget ért.',
    },
  },
}

const en: Texts = {
  demonstration: 'This is a demonstration system, not a government service. Do not enter real data.',
  otherLanguage: 'Magyar',
  signIn: 'Sign in',
  signInHint: 'We take you to the Central Authentication Agent. You prove who you are there, then come back here.',
  signOutEverywhere: 'Sign out',
  signOutHere: 'Sign out of this service only',
  signedIn: 'You are signed in.',
  signedInAs: 'Signed in as',
  replacedAnother:
    'Somebody else was signed in here in this browser before. Their visit has ended and yours has just begun: neither of you sees anything of the other’s.',
  signedOut: {
    everywhere: 'You are signed out. If this is not your own computer, close the browser as well.',
    here: 'You are signed out of this service. The Central Authentication Agent may still know you: next time it may not ask for your password.',
    elsewhere:
      'You have been signed out in the meantime. The Central Authentication Agent told us that your sign-in ended: you signed out elsewhere, its time was over, or somebody else signed in in this browser. So we signed you out here as well.',
  },
  received: 'What we received about you',
  receivedLead: 'Nothing else: this service never sees your password or your codes.',
  receivedNothing:
    'Nothing: neither your name nor anything else. Only an identifier by which we know you next time, and how you proved who you are.',
  howProved: 'How you proved who you are',
  level: 'Level of assurance',
  methods: 'What you used',
  signedInAt: 'When',
  askedFor: 'The level we asked for',
  identifier: 'Your identifier at this service',
  identifierHint: 'Each service gets a different one, so they cannot put your data together.',
  tryThings: 'Try things out',
  trySignInAgain: 'Sign in from the start, with your password',
  tryRecent: 'Sign in no longer than a minute ago',
  trySilent: 'Sign in without a question (if possible)',
  tryHigh: 'Sign in at the high level of assurance',
  tryOtherPerson: 'Sign in as another person',
  errorPrefix: 'Error: ',
  tryAgain: 'Try again',
  backHome: 'Back to the first page',
  code: 'Error code',
  yes: 'yes',
  no: 'no',
  faults: {
    declined: {
      title: 'You are not signed in',
      text: 'You cancelled, or did not agree to share your data. We received nothing about you.',
    },
    signInNeeded: {
      title: 'You need to sign in',
      text: 'It is not possible to let you in without a question just now. Please sign in the ordinary way.',
    },
    notStrongEnough: {
      title: 'A stronger proof is needed',
      text: 'This service needs a stronger way of signing in than the one that worked. Please try another one.',
    },
    unreachable: {
      title: 'Signing in is not available just now',
      text: 'The Central Authentication Agent does not answer. Wait a few seconds, then try again.',
    },
    unexpected: {
      title: 'Signing in did not work',
      text: 'We received an answer that we cannot trust, so we did not let you in. You did nothing wrong.',
    },
    unknownRequest: {
      title: 'This sign-in cannot go on',
      text: 'It began too long ago, or not in this browser. Please start again from here.',
    },
    notFound: { title: 'There is no such page', text: 'The address is wrong, or the page is gone.' },
  },
  claims: {
    name: 'Name',
    family_name: 'Family name',
    given_name: 'Given name',
    birth_family_name: 'Family name at birth',
    birth_given_name: 'Given name at birth',
    hu_mother_birth_family_name: 'Mother’s family name at birth',
    hu_mother_birth_given_name: 'Mother’s given name at birth',
    birthdate: 'Date of birth',
    place_of_birth: 'Place of birth',
    gender: 'Gender',
    email: 'E-mail address',
    email_verified: 'E-mail address confirmed',
    hu_account_state: 'Registration',
    hu_age_over_18: 'Over 18',
  },
  genders: { female: 'female', male: 'male' },
  accountStates: { temporary: 'temporary', final: 'final' },
  acrs: { [LOW]: 'low', [SUBSTANTIAL]: 'substantial', [HIGH]: 'high' },
  amrs: {
    pwd: 'password',
    otp: 'one-time code',
    email: 'code sent by e-mail',
    mfa: 'several independent factors',
    hwk: 'key bound to a device',
    swk: 'key kept by software',
    pin: 'PIN',
    user: 'confirmed presence',
    sim: 'a simulator, not a real device',
  },
  events: {
    title: 'What happened here',
    lead: 'Since this service was started, the latest first. There are no personal data: sign-ins are told apart by the beginning of their random id.',
    nothing: 'Nothing yet.',
    session: 'Sign-in',
    reload: 'Reload',
    happenings: {
      signedIn: 'Somebody signed in.',
      signedOutHere: 'Somebody signed out on this page.',
      endedElsewhere: 'The Central Authentication Agent told us that the sign-in had ended. We ended it here as well.',
      endedBefore: 'The Central Authentication Agent told us that the sign-in had ended. It was over here already.',
      anotherTookOver: 'Somebody else signed in in the same browser. The sign-in before has ended.',
    },
  },
}

const texts: Readonly<Record<Language, Texts>> = { hu, en }

export function textsFor(language: Language): Texts {
  return texts[language]
}
