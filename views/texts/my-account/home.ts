import type { Language } from '../../frame.ts'

/** States in which somebody can see this page. */
export type ShownState = 'temporary' | 'final'

interface HomeTexts {
  readonly lead: string
  readonly registerTitle: string
  readonly registerHint: string
  readonly typedHint: string
  readonly accountTitle: string
  readonly username: string
  readonly state: string
  readonly states: Readonly<Record<ShownState, string>>
  readonly temporaryUntil: string
  readonly passwordUntil: string
  readonly mailHoldUntil: string
  readonly mailHold: string
  readonly lastSignIn: string
  readonly noSignIn: string
  readonly listTitle: string
}

const texts: Readonly<Record<Language, HomeTexts>> = {
  hu: {
    lead: 'Itt láthatja, mit tartunk nyilván Önről, és itt rendelkezhet a fiókjáról.',
    registerTitle: 'Személyes adatai',
    registerHint:
      'Ezeket a nyilvántartásból vesszük. Ha valamelyik hibás, egy regisztrációs szervnél kérheti a javítását.',
    typedHint: 'Ezeket Ön adta meg. A véglegesítéskor vetjük össze az okmányaival.',
    accountTitle: 'A fiókja',
    username: 'Felhasználónév',
    state: 'A regisztráció',
    states: { temporary: 'ideiglenes', final: 'végleges' },
    temporaryUntil: 'Eddig kell véglegesítenie',
    passwordUntil: 'A jelszava eddig érvényes',
    mailHoldUntil: 'Az e-mailes kód korlátozott',
    mailHold: 'Nemrég e-mailben kért új jelszót. Eddig e-mailes kóddal csak az alapszintű ügyeket éri el.',
    lastSignIn: 'Előző belépése',
    noSignIn: 'Ez az első',
    listTitle: 'Mit szeretne tenni?',
  },
  en: {
    lead: 'Here you see what we hold about you and decide about your account.',
    registerTitle: 'Your personal data',
    registerHint: 'These come from the register. If something is wrong, a registration body can correct it.',
    typedHint: 'You entered these yourself. We compare them with your documents when you finalise.',
    accountTitle: 'Your account',
    username: 'User name',
    state: 'Registration',
    states: { temporary: 'temporary', final: 'final' },
    temporaryUntil: 'Finalise it by',
    passwordUntil: 'Your password is valid until',
    mailHoldUntil: 'Codes by e-mail are limited',
    mailHold:
      'You recently asked for a new password by e-mail. Until then a code by e-mail reaches basic matters only.',
    lastSignIn: 'Your previous sign-in',
    noSignIn: 'This is the first one',
    listTitle: 'What would you like to do?',
  },
}

export function myHomeTexts(language: Language): HomeTexts {
  return texts[language]
}
