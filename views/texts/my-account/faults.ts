/** What can be wrong with a form of My data, and with what it asks for. */
import type { FormError, Language } from '../../frame.ts'

const faults = {
  'E-MY-01': {
    hu: 'Írja be az új e-mail-címet, például: nev@posta.hu.',
    en: 'Enter the new e-mail address, for example: name@post.hu.',
  },
  'E-MY-02': { hu: 'A két e-mail-cím nem egyezik.', en: 'The two e-mail addresses differ.' },
  'E-MY-03': {
    hu: 'Ez most is az Ön azonosítási e-mail-címe.',
    en: 'This already is your identification e-mail address.',
  },
  'E-MY-04': {
    hu: 'Nemrég e-mailben kért új jelszót, ezért három napig ezt csak hitelesítő alkalmazással vagy DÁP-pal belépve teheti meg.',
    en: 'You recently asked for a new password by e-mail. For three days you can do this only after signing in with an authenticator app or DÁP.',
  },
  'E-MY-05': {
    hu: 'Ezt a fiókja mostani állapotában nem teheti meg.',
    en: 'You cannot do this in the present state of your account.',
  },
  'E-MY-06': { hu: 'A mostani jelszó nem ez.', en: 'That is not your present password.' },
  'E-MY-07': { hu: 'Írja be pontosan a megadott szót.', en: 'Type exactly the word that is given.' },
  'E-MY-08': { hu: 'Válasszon a felsoroltak közül.', en: 'Choose one of those listed.' },
  'E-MY-09': { hu: 'Ez a dátum nem értelmezhető.', en: 'This is not a date.' },
  'E-MY-11': {
    hu: 'Ez az azonosítási e-mail-címe. Második címnek másik postafiók címét adja meg.',
    en: 'This is your identification e-mail address. Give the address of another mailbox.',
  },
  'E-MY-12': {
    hu: 'Ez most is a második értesítési címe.',
    en: 'This already is your second address for notices.',
  },
  'E-MY-10': { hu: 'Túl sok próbálkozás. Kérjük, próbálja meg később.', en: 'Too many tries. Please try again later.' },
} as const satisfies Readonly<Record<string, Readonly<Record<Language, string>>>>

/** The stable code of a fault, as `E-MY-01`; printed in small type for the help desk. */
export type MyFault = keyof typeof faults

/** The fault as its page shows it; `field` is the field's name, null for the whole form. */
export function myFault(language: Language, code: MyFault, field: string | null = null): FormError {
  return { code, text: faults[code][language], field }
}
