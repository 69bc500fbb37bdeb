/** The words of a new password: its form, and what may be wrong with it. */
import type { Language } from '../frame.ts'
import type { ErrorEntries } from './error-words.ts'
import { textsFor } from './index.ts'

interface NewPasswordText {
  readonly password: string
  readonly passwordHint: string
  readonly again: string
  readonly helpTitle: string
  readonly help: readonly string[]
  readonly validity: string
  readonly validityHint: string
  /** By the value of the choice. */
  readonly validities: Readonly<Record<'2y' | '1y' | '6m' | '90d' | 'days', string>>
  readonly days: string
  readonly daysHint: string
}

const texts: Readonly<Record<Language, NewPasswordText>> = {
  hu: {
    password: 'Új jelszó',
    passwordHint: 'Legalább 12 karakter. Bármilyen betű, szám, jel és szóköz lehet benne, de egyik sem kötelező.',
    again: 'Új jelszó még egyszer',
    helpTitle: 'Hogyan választok jó jelszót?',
    help: [
      'Írjon egymás után három-négy szót, amelyek nem tartoznak össze: könnyű megjegyezni, és nehéz kitalálni.',
      'Ne legyen benne a neve, a születési dátuma vagy a felhasználóneve, és ne használja máshol.',
      'Ha van jelszókezelője, készíttessen vele jelszót. Beilleszteni is lehet.',
    ],
    validity: 'Meddig legyen érvényes?',
    validityHint: 'A lejárat előtt 30, 7 és 1 nappal e-mailben figyelmeztetjük.',
    validities: { '2y': '2 évig', '1y': '1 évig', '6m': 'fél évig (182 nap)', '90d': '90 napig', days: 'más ideig' },
    days: 'Napok száma',
    daysHint: 'Csak akkor töltse ki, ha a „más ideig” lehetőséget választotta: 1 és 730 között.',
  },
  en: {
    password: 'New password',
    passwordHint: 'At least 12 characters. Letters, digits, signs and spaces are all allowed; none is required.',
    again: 'New password once more',
    helpTitle: 'How do I choose a good password?',
    help: [
      'Write three or four words that have nothing to do with each other: easy to remember, and hard to guess.',
      'Leave out your name, your date of birth and your user name, and do not use the password anywhere else.',
      'If you have a password manager, let it make one. You can paste it here.',
    ],
    validity: 'How long should it work?',
    validityHint: 'We warn you by e-mail 30 days, 7 days and 1 day before it expires.',
    validities: {
      '2y': 'for 2 years',
      '1y': 'for 1 year',
      '6m': 'for half a year (182 days)',
      '90d': 'for 90 days',
      days: 'for another time',
    },
    days: 'Number of days',
    daysHint: 'Only if you chose “for another time”: between 1 and 730.',
  },
}

/** The words of the form for a new password. */
export function newPasswordText(language: Language): NewPasswordText {
  return texts[language]
}

/** Something that a person can do; a link where it can be done here. */
export interface Way {
  readonly text: string
  readonly href: string | null
}

const wayTexts = {
  hu: {
    renew: 'Új jelszót kérek',
    forgotten: 'új jelszót kérhet a felhasználónevével és az azonosítási e-mail-címével',
    knownDevice: 'beléphet egy olyan eszközről, amelyen korábban már belépett',
    method: (name: string) => `beléphet jelszó nélkül: ${name}`,
    office: 'személyesen segítséget kérhet egy regisztrációs szervnél, például egy kormányablakban',
  },
  en: {
    renew: 'Ask for a new password',
    forgotten: 'ask for a new password with your user name and identification e-mail address',
    knownDevice: 'sign in from a device on which you have signed in before',
    method: (name: string) => `sign in without a password: ${name}`,
    office: 'get help in person at a registration body, for example a government window',
  },
} as const satisfies Readonly<Record<Language, unknown>>

/** What is left to somebody whose password does not let them in. `methods` are those that need none. */
export function waysOn(
  language: Language,
  code: string,
  methods: readonly { readonly factor: string; readonly href: string }[],
): readonly Way[] {
  const texts = wayTexts[language]
  const forgotten = { text: texts.forgotten, href: '/elfelejtett-jelszo' }
  if (code === 'E-PW-EXP') return [{ ...forgotten, text: texts.renew }]
  if (code !== 'E-PW-DIS') return []
  return [
    ...methods.map(({ factor, href }) => ({ text: texts.method(nameOf(language, factor)), href })),
    forgotten,
    { text: texts.knownDevice, href: null },
    { text: texts.office, href: null },
  ]
}

function nameOf(language: Language, factor: string): string {
  const methods: Readonly<Record<string, { readonly name: string }>> = textsFor(language).methods
  return methods[factor]?.name ?? factor
}

export const passwordErrors = {
  'E-NEWPW-01': {
    hu: { message: 'Írja be az új jelszavát.', advice: 'A jelszó legalább 12 karakter hosszú.' },
    en: { message: 'Enter your new password.', advice: 'A password is at least 12 characters long.' },
  },
  'E-NEWPW-02': {
    hu: {
      message: 'Ez a jelszó rövid: legalább 12 karakter kell. Három-négy szó egymás után már elég hosszú.',
      advice: 'Írjon egymás után három-négy szót, amelyek nem tartoznak össze.',
    },
    en: {
      message: 'This password is short: it needs at least 12 characters. Three or four words in a row are long enough.',
      advice: 'Write three or four words that have nothing to do with each other.',
    },
  },
  'E-NEWPW-03': {
    hu: {
      message: 'Ez a jelszó túl hosszú. Legfeljebb 128 karakter lehet.',
      advice: 'Rövidítse le. Húsz-harminc karakter bőven elég.',
    },
    en: {
      message: 'This password is too long. It can have at most 128 characters.',
      advice: 'Please make it shorter. Twenty or thirty characters are plenty.',
    },
  },
  'E-NEWPW-04': {
    hu: {
      message:
        'Ez a jelszó szinte csak olyasmiből áll, amit mások is tudnak: névből, dátumból vagy a szolgáltatás nevéből. Írjon inkább három-négy szót, amelynek nincs köze Önhöz.',
      advice: 'Válasszon olyat, aminek nincs köze Önhöz: például három-négy össze nem tartozó szót.',
    },
    en: {
      message:
        'This password is little more than what others know: a name, a date, or the name of this service. Write three or four words instead that have nothing to do with you.',
      advice: 'Choose one that has nothing to do with you: three or four unrelated words, for example.',
    },
  },
  'E-NEWPW-05': {
    hu: {
      message:
        'Ezt a jelszót sokan használják, ezért az elsők között próbálják ki. Írjon hozzá két-három szót, amely nem tartozik ide.',
      advice: 'Számok vagy jelek a végén nem segítenek.',
    },
    en: {
      message:
        'Many people use this password, so it is among the first to be tried. Add two or three words that do not belong there.',
      advice: 'Digits or signs at the end do not help.',
    },
  },
  'E-NEWPW-06': {
    hu: {
      message:
        'Ez a jelszó egymás melletti billentyűkből, sorozatból vagy ismétlésből áll. Írjon helyette három-négy szót, amelyek nem tartoznak össze.',
      advice: 'Ilyen jelszavakat próbálnak ki először.',
    },
    en: {
      message:
        'This password is made of neighbouring keys, a sequence or a repetition. Write three or four unrelated words instead.',
      advice: 'Such passwords are among the first to be tried.',
    },
  },
  'E-NEWPW-07': {
    hu: { message: 'A két új jelszó nem egyezik.', advice: 'Írja be ugyanazt a jelszót mindkét mezőbe.' },
    en: { message: 'The two new passwords are not the same.', advice: 'Type the same password in both fields.' },
  },
  'E-NEWPW-08': {
    hu: { message: 'Válassza ki, meddig legyen érvényes a jelszó.', advice: 'Legfeljebb két évig lehet érvényes.' },
    en: { message: 'Choose how long the password should work.', advice: 'It can work for two years at most.' },
  },
  'E-NEWPW-09': {
    hu: { message: 'Írja be a napok számát: 1 és 730 között.', advice: 'Egy jelszó legfeljebb két évig érvényes.' },
    en: { message: 'Enter the number of days: between 1 and 730.', advice: 'A password works for two years at most.' },
  },
} as const satisfies ErrorEntries
