/** The pages on which somebody registers with an electronic signature, and what may be wrong with what they signed. */
import type { FormError, Language } from '../frame.ts'

export type SignatureFault =
  | 'missing'
  | 'two'
  | 'form_gone'
  | 'unreadable'
  | 'not_this_form'
  | 'weak'
  | 'wrong_signature'
  | 'not_trusted'
  | 'certificate_time'
  | 'certificate_use'
  | 'certificate_names'

export interface SignatureText {
  readonly title: string
  readonly lead: string
  readonly submit: string
  readonly notHereTitle: string
  readonly notHere: string
  readonly upload: {
    readonly title: string
    readonly lead: string
    readonly until: string
    readonly name: string
    readonly username: string
    readonly download: string
    readonly downloadText: string
    readonly downloadLink: string
    readonly sign: string
    readonly signText: string
    readonly give: string
    readonly file: string
    readonly fileHint: string
    readonly paste: string
    readonly pasteHint: string
    readonly password: string
    readonly submit: string
    readonly startAgain: string
  }
  readonly faults: Readonly<Record<SignatureFault, string>>
}

const hu: SignatureText = {
  title: 'Regisztráció elektronikus aláírással',
  lead: 'Először kitölti az adatokat, utána letölti az űrlapot, aláírja a saját programjával, és visszatölti. Jelszavát rögtön megadja.',
  submit: 'Tovább az aláíráshoz',
  notHereTitle: 'Elektronikus aláírással itt nem lehet regisztrálni',
  notHere: 'Ebben a rendszerben nincs beállítva olyan hitelesítésszolgáltató, amelynek az aláírását elfogadja.',
  upload: {
    title: 'Írja alá az űrlapot',
    lead: 'Az űrlap fél óráig vár Önre ebben a böngészőben.',
    until: 'Eddig töltheti vissza',
    name: 'Név',
    username: 'Felhasználónév',
    download: 'Töltse le az űrlapot',
    downloadText: 'Az űrlap egy szövegfájl a megadott adataival. Ne változtasson rajta.',
    downloadLink: 'Űrlap letöltése',
    sign: 'Írja alá',
    signText:
      'Bármilyen programmal, amely JWS vagy leválasztott CMS (PKCS#7) aláírást készít. A tanúsítványban az Ön neve és születési ideje álljon.',
    give: 'Töltse vissza az aláírást',
    file: 'Az aláírás fájlja',
    fileHint: 'Legfeljebb 64 KB.',
    paste: 'Vagy illessze be ide az aláírást',
    pasteHint: 'Ha az aláíró programja szöveget ad.',
    password: 'Adjon meg jelszót',
    submit: 'Regisztráció',
    startAgain: 'Az adatok módosítása',
  },
  faults: {
    missing: 'Töltse fel vagy illessze be az aláírást.',
    two: 'Az aláírást vagy fájlban, vagy beillesztve adja meg, ne mindkét módon.',
    form_gone: 'Az űrlap ideje lejárt, vagy már felhasználták. Töltse ki újra az adatokat.',
    unreadable: 'Ez a fájl nem olvasható aláírás. JWS vagy leválasztott CMS (PKCS#7) aláírást fogadunk el.',
    not_this_form: 'Az aláírás nem erre az űrlapra készült. A legutóbb letöltött űrlapot írja alá, változtatás nélkül.',
    weak: 'Az aláírás elavult eljárással készült, ezért nem fogadható el.',
    wrong_signature: 'Az aláírás nem egyezik az űrlappal: készítse el újra.',
    not_trusted: 'Az aláíró tanúsítványt nem olyan szolgáltató állította ki, amelyet elfogadunk.',
    certificate_time: 'Az aláíró tanúsítvány lejárt, vagy még nem használható.',
    certificate_use: 'Ez a tanúsítvány nem aláírásra való.',
    certificate_names: 'A tanúsítványban lévő név vagy születési idő nem egyezik az űrlapon megadottal.',
  },
}

const en: SignatureText = {
  title: 'Register with an electronic signature',
  lead: 'You first fill in your data, then download the form, sign it with a program of your own and upload the signature. You choose your password straight away.',
  submit: 'Continue to signing',
  notHereTitle: 'You cannot register with an electronic signature here',
  notHere: 'No certification authority has been set up whose signatures this system accepts.',
  upload: {
    title: 'Sign the form',
    lead: 'The form waits for you in this browser for half an hour.',
    until: 'Upload it by',
    name: 'Name',
    username: 'User name',
    download: 'Download the form',
    downloadText: 'The form is a text file with the data that you gave. Do not change it.',
    downloadLink: 'Download form',
    sign: 'Sign it',
    signText:
      'Use any program that makes a JWS or a detached CMS (PKCS#7) signature. The certificate must state your name and date of birth.',
    give: 'Upload the signature',
    file: 'File with the signature',
    fileHint: 'At most 64 KB.',
    paste: 'Or paste the signature here',
    pasteHint: 'If your program gives you a text.',
    password: 'Choose a password',
    submit: 'Register',
    startAgain: 'Change the data',
  },
  faults: {
    missing: 'Upload or paste the signature.',
    two: 'Give the signature either as a file or pasted, not both.',
    form_gone: 'The form has expired or has been used. Please fill in your data again.',
    unreadable: 'This is not a signature that we can read. We accept JWS and detached CMS (PKCS#7).',
    not_this_form: 'This is not the signature of this form. Sign the form that you downloaded last, unchanged.',
    weak: 'The signature was made in an outdated way and cannot be accepted.',
    wrong_signature: 'The signature does not fit the form: please make it again.',
    not_trusted: 'The certificate was not issued by an authority that we accept.',
    certificate_time: 'The certificate has expired, or cannot be used yet.',
    certificate_use: 'This certificate is not meant for signing.',
    certificate_names: 'The name or date of birth in the certificate differs from what you gave in the form.',
  },
}

const texts: Readonly<Record<Language, SignatureText>> = { hu, en }

export function signatureText(language: Language): SignatureText {
  return texts[language]
}

/** The fault as its page shows it. */
export function signatureFault(language: Language, fault: SignatureFault): FormError {
  const field = fault === 'form_gone' ? null : 'signed_file'
  return { code: 'E-REG-06', text: texts[language].faults[fault], field }
}
