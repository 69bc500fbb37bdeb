/** The pages on which a code is redeemed, and on which one is asked for because the password was forgotten. */
import type { Language } from '../frame.ts'

export interface ActivationText {
  readonly activation: {
    readonly title: string
    readonly lead: string
    readonly code: string
    readonly codeHint: string
    readonly passwordTitle: string
    readonly submit: string
    readonly noCode: string
    readonly noCodeText: string
    readonly noCodeLink: string
  }
  readonly activated: {
    readonly title: string
    readonly lead: string
    readonly temporaryTitle: string
    readonly temporaryLead: string
    readonly next: string
    readonly signIn: string
    readonly secondStep: string
  }
  readonly forgotten: {
    readonly title: string
    readonly lead: string
    readonly email: string
    readonly emailHint: string
    readonly submit: string
    readonly username: string
    readonly usernameText: string
    readonly usernameLink: string
  }
  readonly asked: {
    readonly title: string
    readonly lead: string
    readonly keeps: string
    readonly next: string
    readonly steps: readonly string[]
    readonly activate: string
    readonly notArrived: string
    readonly reasons: readonly string[]
  }
  readonly notTheCode: string
  readonly gotCode: string
  readonly gotCodeLink: string
}

const hu: ActivationText = {
  activation: {
    title: 'Regisztráció aktiválása',
    lead: 'Írja be a levélben kapott kódot, és adjon meg egy új jelszót. Ugyanitt adhat meg új jelszót, ha a régit elfelejtette.',
    code: 'Aktiváló kód',
    codeHint: 'Tizenkét betű és szám, például ABCD-2345-EFGH. A kis- és nagybetű, a szóköz és a kötőjel nem számít.',
    passwordTitle: 'Új jelszó',
    submit: 'Aktiválás',
    noCode: 'Nincs kódja, vagy már nem jó?',
    noCodeText: 'A kód öt napig, egyszer használható, és egy újabb kód kiküldésekor a korábbi megszűnik.',
    noCodeLink: 'Kérjen új kódot',
  },
  activated: {
    title: 'Ügyfélkapuja elkészült',
    lead: 'A jelszavát beállítottuk. Mostantól ezzel és a felhasználónevével jelentkezhet be; az aktiváló kódra már nincs szüksége.',
    temporaryTitle: 'Ideiglenes Ügyfélkapuja elkészült',
    temporaryLead:
      'A jelszavát beállítottuk. Az ideiglenes Ügyfélkaput a regisztrációtól számított 30 napon belül személyesen véglegesítenie kell, különben töröljük. A határnapot megírtuk e-mailben.',
    next: 'Mi a következő lépés?',
    signIn: 'Bejelentkezés a Saját adatok oldalra',
    secondStep:
      'Ha még nincs második lépés beállítva, az első bejelentkezéskor segítünk: ez az Ügyfélkapu+. Ha volt, megmaradt.',
  },
  forgotten: {
    title: 'Elfelejtett jelszó',
    lead: 'Adja meg a felhasználónevét és az azonosítási e-mail-címét. Ha a kettő összetartozik, kódot küldünk, amellyel új jelszót adhat meg. Az aktiváló kódot is itt kérheti újra.',
    email: 'Azonosítási e-mail-cím',
    emailHint: 'Az a cím, amelyet a regisztrációkor adott meg.',
    submit: 'Kód kérése',
    username: 'A felhasználónevét sem tudja?',
    usernameText: 'A felhasználónév a regisztrációs nyugtán áll. Ha nincs meg, személyesen tudhatja meg.',
    usernameLink: 'Elfelejtett felhasználónév',
  },
  asked: {
    title: 'Nézze meg a postafiókját',
    lead: 'Ha a felhasználónév és az e-mail-cím összetartozik, levelet küldtünk erre a címre. Hogy összetartoznak-e, azt az Ön biztonsága érdekében itt nem mondjuk meg.',
    keeps: 'A mostani jelszava addig jó marad, amíg újat nem ad meg.',
    next: 'Mi a következő lépés?',
    steps: [
      'Nyissa meg a levelet. A benne lévő kód öt napig, egyszer használható.',
      'Az aktiváló oldalon írja be a felhasználónevét, a kódot és az új jelszót.',
    ],
    activate: 'Tovább az aktiváló oldalra',
    notArrived: 'Nem érkezett levél?',
    reasons: [
      'Elírta a felhasználónevet vagy az e-mail-címet: próbálja meg újra.',
      'A levél a levélszemét mappába került, vagy megtelt a postafiókja.',
      'Rossz címet adott meg a regisztrációkor: ezt csak személyesen lehet kijavítani.',
      'Regisztrációja inaktív: ekkor a levél azt írja meg, hová forduljon.',
    ],
  },
  notTheCode: 'A jelszó nem azonos az e-mailben kapott aktiváló kóddal.',
  gotCode: 'Aktiváló kódot kapott?',
  gotCodeLink: 'Itt aktiválhatja',
}

const en: ActivationText = {
  activation: {
    title: 'Activate registration',
    lead: 'Enter the code from our message and choose a new password. If you forgot your old password, this is also where you set a new one.',
    code: 'Activation code',
    codeHint: 'Twelve letters and digits, for example ABCD-2345-EFGH. Case, spaces and hyphens do not matter.',
    passwordTitle: 'New password',
    submit: 'Activate',
    noCode: 'No code, or it no longer works?',
    noCodeText: 'A code works once, for five days, and stops working when a newer one is sent.',
    noCodeLink: 'Request a new code',
  },
  activated: {
    title: 'Your Client Gate is ready',
    lead: 'Your password is set. From now on, sign in with it and your user name; you no longer need the activation code.',
    temporaryTitle: 'Your temporary Client Gate is ready',
    temporaryLead:
      'Your password is set. You must finalise a temporary Client Gate in person within 30 days of registering, or we delete it. Our e-mail tells you the last day.',
    next: 'What comes next?',
    signIn: 'Sign in to My data',
    secondStep:
      'If you have no second step yet, your first sign-in takes you through setting it up: that is Client Gate+ (Ügyfélkapu+). If you had one, it is still there.',
  },
  forgotten: {
    title: 'Forgotten password',
    lead: 'Give your user name and your identification e-mail address. If the two belong together, we send a code with which you can set a new password. You can request a new activation code here too.',
    email: 'Identification e-mail address',
    emailHint: 'The address that you gave when you registered.',
    submit: 'Request a code',
    username: 'Do you not know your user name either?',
    usernameText: 'Your user name is printed on your registration receipt. Without it, you can learn it in person.',
    usernameLink: 'Forgotten user name',
  },
  asked: {
    title: 'Look in your mailbox',
    lead: 'If the user name and the e-mail address belong together, we have sent a message to that address. For your safety, we do not say here whether they do.',
    keeps: 'Your present password works until you set a new one.',
    next: 'What comes next?',
    steps: [
      'Open the message. The code in it works once, for five days.',
      'On the activation page, enter your user name, the code and a new password.',
    ],
    activate: 'Go to the activation page',
    notArrived: 'Did no message arrive?',
    reasons: [
      'The user name or e-mail address was mistyped: please try again.',
      'The message is in your spam folder, or your mailbox is full.',
      'You gave a wrong address when you registered: that can only be corrected in person.',
      'Your registration is inactive: then the message tells you where to turn.',
    ],
  },
  notTheCode: 'Your password is not the activation code that came by e-mail.',
  gotCode: 'Did you receive an activation code?',
  gotCodeLink: 'Activate here',
}

const texts: Readonly<Record<Language, ActivationText>> = { hu, en }

export function activationText(language: Language): ActivationText {
  return texts[language]
}
