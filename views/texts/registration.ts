/** The pages on which somebody registers: the four ways, the two forms that are filled in here, and their faults. */
import { formatDay, formatDeadline, formatInstant } from '../format.ts'
import type { FormError, Language } from '../frame.ts'

interface Way {
  readonly title: string
  readonly text: string
  /** What one needs for it. */
  readonly needs: readonly string[]
  readonly then: string
}

export interface RegistrationText {
  readonly notYet: string
  readonly start: string
  readonly ways: {
    readonly title: string
    readonly lead: string
    readonly needs: string
    readonly then: string
    readonly free: string
    readonly have: string
    readonly inPerson: Way
    readonly card: Way & { readonly begin: string }
    readonly signature: Way & { readonly begin: string }
    readonly temporary: Way & { readonly begin: string }
    readonly notHere: string
    readonly documents: string
  }
  readonly fields: {
    readonly current: string
    readonly birth: string
    readonly mother: string
    readonly familyName: string
    readonly givenName: string
    readonly birthFamilyName: string
    readonly birthGivenName: string
    readonly motherFamilyName: string
    readonly motherGivenName: string
    readonly asInDocument: string
    readonly placeTitle: string
    readonly place: string
    readonly country: string
    readonly birthdate: string
    readonly birthdateHint: string
    readonly documentTitle: string
    readonly documentType: string
    readonly documentNumber: string
    readonly documents: Readonly<Record<'identity_card' | 'passport' | 'driving_licence', string>>
    readonly accountTitle: string
    readonly email: string
    readonly emailHint: string
    readonly emailAgain: string
    readonly username: string
    readonly usernameHint: string
    readonly notice: string
    readonly noticeLink: string
  }
  readonly temporary: {
    readonly title: string
    readonly lead: string
    readonly about: string
    readonly submit: string
  }
  readonly card: {
    readonly title: string
    readonly lead: string
    readonly cardNumber: string
    readonly cardNumberHint: string
    readonly code: string
    readonly codeHint: string
    readonly submit: string
    readonly notHereTitle: string
    readonly notHere: string
    readonly otherWays: string
  }
  readonly sent: {
    readonly title: string
    readonly lead: (address: string) => string
    readonly to: string
    readonly username: string
    readonly codeUntil: string
    readonly deadline: (at: number) => string
    readonly finaliseBy: string
    readonly day: (at: number) => string
    readonly next: string
    readonly activate: string
    readonly activateText: string
    readonly finalise: string
    readonly finaliseText: (at: number) => string
    readonly signIn: string
    readonly signInText: string
    readonly notArrived: string
    readonly notArrivedText: string
    readonly keep: string
  }
  readonly faults: Readonly<Record<RegistrationFault, string>>
}

/** Everything that can be wrong with a registration form. */
export type RegistrationFault =
  | 'family_name'
  | 'given_name'
  | 'birth_family_name'
  | 'birth_given_name'
  | 'mother_family_name'
  | 'mother_given_name'
  | 'name_characters'
  | 'place'
  | 'country'
  | 'birthdate'
  | 'birthdate_form'
  | 'birthdate_future'
  | 'too_young'
  | 'document_type'
  | 'document_number'
  | 'email'
  | 'email_form'
  | 'email_again'
  | 'username'
  | 'username_too_short'
  | 'username_too_long'
  | 'username_characters'
  | 'username_too_uniform'
  | 'username_taken'
  | 'notice'
  | 'card_number'
  | 'card_code'
  | 'card_refused'
  | 'person_has_account'

const hu: RegistrationText = {
  notYet: 'Nincs még Ügyfélkapuja?',
  start: 'Regisztráció',
  ways: {
    title: 'Regisztráció',
    lead: 'Ügyfélkaput bármely természetes személy létesíthet, aki betöltötte a 14. életévét. Válassza azt a módot, amelyik Önnek a legegyszerűbb.',
    needs: 'Ami kell hozzá',
    then: 'Utána',
    free: 'A regisztráció ingyenes.',
    have: 'Már kapott aktiváló kódot?',
    inPerson: {
      title: 'Személyesen',
      text: 'Okmányirodában, kormányablakban, az állami adóhatóság ügyfélszolgálatán vagy külképviseleten.',
      needs: [
        'személyazonosító igazolvány, útlevél vagy kártya formátumú vezetői engedély',
        'lakcímkártya',
        'e-mail-cím és egy szabadon választott felhasználónév',
      ],
      then: 'E-mailben megkapja az aktiváló kódot, a felhasználónevet a regisztrációs nyugta mutatja.',
    },
    card: {
      title: 'eSzemélyi igazolvánnyal',
      text: 'Otthonról, ha igazolványát 2016. január 1. után állították ki.',
      needs: [
        'az eSzemélyi igazolvány száma',
        'az igazolvánnyal kapott zöld borítékban lévő regisztrációs kód',
        'e-mail-cím',
      ],
      then: 'E-mailben megkapja az aktiváló kódot. Személyesen nem kell megjelennie.',
      begin: 'Regisztráció eSzemélyivel',
    },
    signature: {
      title: 'Elektronikus aláírással',
      text: 'Otthonról, legalább fokozott biztonságú elektronikus aláírással.',
      needs: ['aláíró tanúsítvány, amelyben a neve és a születési ideje áll', 'aláíró program', 'e-mail-cím'],
      then: 'Jelszavát rögtön megadja, és Ügyfélkapuja azonnal használható.',
      begin: 'Regisztráció elektronikus aláírással',
    },
    temporary: {
      title: 'Ideiglenesen, interneten',
      text: 'Rögtön elkezdheti, de 30 napon belül személyesen véglegesítenie kell.',
      needs: ['személyazonosító okmánya', 'e-mail-cím'],
      then: 'Az ideiglenes Ügyfélkapu csak a legalacsonyabb szintű ügyekhez elég. Ha 30 napon belül nem véglegesíti, töröljük.',
      begin: 'Ideiglenes regisztráció',
    },
    notHere: 'Ez a mód itt most nem érhető el.',
    documents: 'Milyen okmány kell hozzá?',
  },
  fields: {
    current: 'Viselt név',
    birth: 'Születési név',
    mother: 'Anyja születési neve',
    familyName: 'Családi név',
    givenName: 'Utónév vagy utónevek',
    birthFamilyName: 'Születési családi név',
    birthGivenName: 'Születési utónév',
    motherFamilyName: 'Anyja születési családi neve',
    motherGivenName: 'Anyja születési utóneve',
    asInDocument: 'Úgy írja be, ahogyan az okmányában áll.',
    placeTitle: 'Születési hely és idő',
    place: 'Születési hely',
    country: 'Ország',
    birthdate: 'Születési idő',
    birthdateHint: 'Év, hónap, nap. Például: 1984. 03. 17.',
    documentTitle: 'Személyazonosító okmány',
    documentType: 'Az okmány fajtája',
    documentNumber: 'Az okmány száma',
    documents: {
      identity_card: 'Személyazonosító igazolvány',
      passport: 'Útlevél',
      driving_licence: 'Kártya formátumú vezetői engedély',
    },
    accountTitle: 'Ügyfélkapuja',
    email: 'Azonosítási e-mail-cím',
    emailHint: 'Ide küldjük az aktiváló kódot. Olyan címet adjon meg, amelyet csak Ön olvas.',
    emailAgain: 'E-mail-cím még egyszer',
    username: 'Felhasználónév',
    usernameHint:
      'Szabadon választhatja; ne a saját neve legyen. Legalább négy karakter: betűk és számok, szóköz és kötőjel nélkül. Jegyezze fel.',
    notice: 'Elolvastam és tudomásul vettem az',
    noticeLink: 'adatkezelési tájékoztatót',
  },
  temporary: {
    title: 'Ideiglenes regisztráció',
    lead: 'Az adatokat úgy írja be, ahogyan az okmányában állnak: véglegesítéskor ezeket vetjük össze.',
    about:
      'Az ideiglenes Ügyfélkapu a beküldéstől számított 30 napig él. Ezalatt bármelyik okmányirodában vagy kormányablakban véglegesítheti, a felhasználóneve és az e-mail-címe megadásával.',
    submit: 'Regisztráció beküldése',
  },
  card: {
    title: 'Regisztráció eSzemélyivel',
    lead: 'Az igazolvány száma és a zöld borítékban kapott regisztrációs kód igazolja, hogy Ön regisztrál.',
    cardNumber: 'Az eSzemélyi igazolvány száma',
    cardNumberHint: 'Hat számjegy és két betű. Például: 123456 AB.',
    code: 'Regisztrációs kód',
    codeHint: 'A zöld borítékban, a kódkártyán találja. Egyszer használható.',
    submit: 'Regisztráció',
    notHereTitle: 'eSzemélyivel itt nem lehet regisztrálni',
    notHere: 'Ez a rendszer nincs összekötve az okmányok nyilvántartásával, ezért a kártyát nem tudja ellenőrizni.',
    otherWays: 'A regisztráció többi módja',
  },
  sent: {
    title: 'Elküldtük az aktiváló kódot',
    lead: (address) => `A kódot ide küldtük: ${address}.`,
    to: 'Ide küldtük',
    username: 'Felhasználónév',
    codeUntil: 'A kód használható',
    deadline: (at) => formatDeadline('hu', at),
    finaliseBy: 'Véglegesítés legkésőbb',
    day: (at) => formatInstant('hu', at),
    next: 'Mi a következő lépés?',
    activate: 'Aktiválja a regisztrációját',
    activateText:
      'Írja be a felhasználónevét és a levélben kapott kódot, és adjon meg egy jelszót. Bármelyik böngészőben megteheti.',
    finalise: 'Véglegesítse személyesen',
    finaliseText: (at) =>
      `Ezt legkésőbb ${formatDay('hu', at)} napján tegye meg egy okmányirodában vagy kormányablakban. Vigye magával az okmányát, és mondja meg a felhasználónevét és az e-mail-címét: mi magunktól nem keressük meg a regisztrációját. Ha elmarad, mindent törlünk.`,
    signIn: 'Jelentkezzen be',
    signInText:
      'Ezután a szolgáltatásoknál a felhasználónevével és a jelszavával léphet be. Az első belépéskor beállítjuk a második lépést, az Ügyfélkapu+ szolgáltatást.',
    notArrived: 'Nem érkezett meg a levél?',
    notArrivedText:
      'Várjon néhány percet, és nézze meg a levélszemét mappát is. Új kódot az „Elfelejtette jelszavát?” oldalon kérhet. Ha rossz címet adott meg, azt csak személyesen lehet kijavítani.',
    keep: 'Jegyezze fel a felhasználónevét: elfelejtve csak személyesen tudhatja meg.',
  },
  faults: {
    family_name: 'Írja be a családi nevét.',
    given_name: 'Írja be az utónevét.',
    birth_family_name: 'Írja be a születési családi nevét.',
    birth_given_name: 'Írja be a születési utónevét.',
    mother_family_name: 'Írja be édesanyja születési családi nevét.',
    mother_given_name: 'Írja be édesanyja születési utónevét.',
    name_characters: 'A név legfeljebb 100 karakter: betűk, szóköz, kötőjel, pont és aposztróf állhat benne.',
    place: 'Írja be a születési helyét.',
    country: 'Válassza ki az országot, ahol született.',
    birthdate: 'Írja be a születési idejét.',
    birthdate_form: 'A születési idő egy létező nap legyen, például 1984. 03. 17.',
    birthdate_future: 'A születési idő nem lehet a jövőben.',
    too_young: 'Regisztrálni 14 éves kortól lehet.',
    document_type: 'Válassza ki az okmány fajtáját.',
    document_number: 'Írja be az okmány számát: betűk és számok, 5–20 karakter.',
    email: 'Írja be az e-mail-címét.',
    email_form: 'Az e-mail-cím hiányos. Például: nev@posta.hu.',
    email_again: 'A két e-mail-cím nem egyezik.',
    username: 'Válasszon felhasználónevet.',
    username_too_short: 'A felhasználónév legalább négy karakter.',
    username_too_long: 'A felhasználónév legfeljebb 64 karakter.',
    username_characters: 'A felhasználónévben csak betű és szám állhat: szóköz, kötőjel és más jel nem.',
    username_too_uniform: 'A felhasználónévben legyen legalább három különböző karakter.',
    username_taken: 'Ez a felhasználónév már foglalt. Válasszon másikat.',
    notice: 'Jelölje be, hogy az adatkezelési tájékoztatót elolvasta.',
    card_number: 'Az igazolvány száma hat számjegy és két betű, például 123456 AB.',
    card_code: 'Írja be a regisztrációs kódot.',
    card_refused:
      'Ezzel az igazolvánnyal és kóddal nem lehet regisztrálni. Ellenőrizze mindkettőt: a kód egyszer használható, és csak 2016. január 1. után kiállított igazolványhoz.',
    person_has_account: 'Önnek már van Ügyfélkapuja. Ha elfelejtette a jelszavát, kérjen újat.',
  },
}

const en: RegistrationText = {
  notYet: 'No Client Gate yet?',
  start: 'Register',
  ways: {
    title: 'Registration',
    lead: 'Anybody aged 14 or over can have a Client Gate (Ügyfélkapu). Choose the way that is easiest for you.',
    needs: 'What you need',
    then: 'Afterwards',
    free: 'Registration is free of charge.',
    have: 'Do you have an activation code already?',
    inPerson: {
      title: 'In person',
      text: 'At a document office, a government window, the customer service of the tax authority or an embassy.',
      needs: [
        'an identity card, passport or card-format driving licence',
        'your address card',
        'an e-mail address and a user name of your choice',
      ],
      then: 'The activation code comes by e-mail; your user name is printed on the registration receipt.',
    },
    card: {
      title: 'With an eID card (eSzemélyi)',
      text: 'From home, if your card was issued after 1 January 2016.',
      needs: [
        'the number of your eID card',
        'the registration code from the green envelope that came with it',
        'an e-mail address',
      ],
      then: 'The activation code comes by e-mail. You need not appear in person.',
      begin: 'Register with an eID card',
    },
    signature: {
      title: 'With an electronic signature',
      text: 'From home, with an advanced or qualified electronic signature.',
      needs: [
        'a signing certificate that states your name and date of birth',
        'a program to sign with',
        'an e-mail address',
      ],
      then: 'You choose your password straight away and can use your Client Gate at once.',
      begin: 'Register with an electronic signature',
    },
    temporary: {
      title: 'Temporarily, online',
      text: 'You can begin now, but must finalise it in person within 30 days.',
      needs: ['your identity document', 'an e-mail address'],
      then: 'A temporary Client Gate is enough for the lowest level only. If you do not finalise it within 30 days, we delete it.',
      begin: 'Temporary registration',
    },
    notHere: 'This way is not available here at present.',
    documents: 'Which documents are accepted?',
  },
  fields: {
    current: 'Current name',
    birth: 'Name at birth',
    mother: 'Mother’s name at birth',
    familyName: 'Family name',
    givenName: 'Given name or names',
    birthFamilyName: 'Family name at birth',
    birthGivenName: 'Given name at birth',
    motherFamilyName: 'Mother’s family name at birth',
    motherGivenName: 'Mother’s given name at birth',
    asInDocument: 'Enter it as it stands in your document.',
    placeTitle: 'Place and date of birth',
    place: 'Place of birth',
    country: 'Country',
    birthdate: 'Date of birth',
    birthdateHint: 'Day, month, year. For example: 17 03 1984.',
    documentTitle: 'Identity document',
    documentType: 'Kind of document',
    documentNumber: 'Number of the document',
    documents: {
      identity_card: 'Identity card',
      passport: 'Passport',
      driving_licence: 'Card-format driving licence',
    },
    accountTitle: 'Your Client Gate',
    email: 'Identification e-mail address',
    emailHint: 'The activation code goes there. Give an address that only you read.',
    emailAgain: 'E-mail address again',
    username: 'User name',
    usernameHint:
      'Choose freely, but not your own name. At least four characters: letters and digits, without spaces or hyphens. Write it down.',
    notice: 'I have read the',
    noticeLink: 'data protection notice',
  },
  temporary: {
    title: 'Temporary registration',
    lead: 'Enter your data as they stand in your document: they are compared with it when you finalise.',
    about:
      'A temporary Client Gate lives for 30 days from when you send this form. Within them, finalise it at any document office or government window by giving your user name and e-mail address.',
    submit: 'Send registration',
  },
  card: {
    title: 'Register with an eID card',
    lead: 'The number of the card and the registration code from the green envelope show that it is you.',
    cardNumber: 'Number of your eID card',
    cardNumberHint: 'Six digits and two letters. For example: 123456 AB.',
    code: 'Registration code',
    codeHint: 'On the code card in the green envelope. It works once.',
    submit: 'Register',
    notHereTitle: 'You cannot register with an eID card here',
    notHere: 'This system is not connected to the register of documents, so it cannot check the card.',
    otherWays: 'Other ways to register',
  },
  sent: {
    title: 'We have sent your activation code',
    lead: (address) => `We sent the code to ${address}.`,
    to: 'Sent to',
    username: 'User name',
    codeUntil: 'You can use the code',
    deadline: (at) => formatDeadline('en', at),
    finaliseBy: 'Finalise by',
    day: (at) => formatInstant('en', at),
    next: 'What comes next?',
    activate: 'Activate your registration',
    activateText:
      'Enter your user name and the code from the message, and choose a password. You can do this in any browser.',
    finalise: 'Finalise it in person',
    finaliseText: (at) =>
      `Do this by ${formatDay('en', at)} at a document office or government window. Bring your document and give your user name and e-mail address: we never look up your registration by ourselves. If you do not, everything is deleted.`,
    signIn: 'Sign in',
    signInText:
      'From then on you enter services with your user name and password. At your first sign-in we set up the second step, Client Gate+ (Ügyfélkapu+).',
    notArrived: 'Did the message not arrive?',
    notArrivedText:
      'Wait a few minutes and look in your spam folder too. You can request a new code under “Forgot your password?”. A wrong address can only be corrected in person.',
    keep: 'Write your user name down: if you forget it, you can only learn it in person.',
  },
  faults: {
    family_name: 'Enter your family name.',
    given_name: 'Enter your given name.',
    birth_family_name: 'Enter your family name at birth.',
    birth_given_name: 'Enter your given name at birth.',
    mother_family_name: 'Enter your mother’s family name at birth.',
    mother_given_name: 'Enter your mother’s given name at birth.',
    name_characters: 'A name has at most 100 characters: letters, spaces, hyphens, full stops and apostrophes.',
    place: 'Enter your place of birth.',
    country: 'Choose the country where you were born.',
    birthdate: 'Enter your date of birth.',
    birthdate_form: 'Your date of birth must be a real date, for example 17 03 1984.',
    birthdate_future: 'Your date of birth cannot be in the future.',
    too_young: 'You can register from the age of 14.',
    document_type: 'Choose the kind of document.',
    document_number: 'Enter the number of the document: letters and digits, 5 to 20 characters.',
    email: 'Enter your e-mail address.',
    email_form: 'The e-mail address is incomplete. For example: name@post.hu.',
    email_again: 'The two e-mail addresses differ.',
    username: 'Choose a user name.',
    username_too_short: 'A user name has at least four characters.',
    username_too_long: 'A user name has at most 64 characters.',
    username_characters: 'A user name has letters and digits only: no spaces, hyphens or other signs.',
    username_too_uniform: 'A user name has at least three different characters.',
    username_taken: 'This user name is taken. Please choose another.',
    notice: 'Tick the box to confirm that you have read the data protection notice.',
    card_number: 'The number of the card is six digits and two letters, for example 123456 AB.',
    card_code: 'Enter the registration code.',
    card_refused:
      'You cannot register with this card and code. Please check both: the code works once, and only for a card issued after 1 January 2016.',
    person_has_account: 'You have a Client Gate already. If you forgot the password, request a new one.',
  },
}

const texts: Readonly<Record<Language, RegistrationText>> = { hu, en }

export function registrationText(language: Language): RegistrationText {
  return texts[language]
}

/** What the help desk is told: all but these are slips of the pen. */
const codes: Readonly<Partial<Record<RegistrationFault, string>>> = {
  username_taken: 'E-REG-02',
  too_young: 'E-REG-03',
  card_refused: 'E-REG-04',
  person_has_account: 'E-REG-05',
}

/** The fault as its page shows it, at the field of that name. */
export function registrationFault(language: Language, fault: RegistrationFault, field: string | null): FormError {
  return { code: codes[fault] ?? 'E-REG-01', text: texts[language].faults[fault], field }
}
