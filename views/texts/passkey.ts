/** The words of passkeys. */
import type { Language } from '../frame.ts'
import type { ErrorEntries } from './error-words.ts'

interface PasskeyTexts {
  readonly useTitle: string
  readonly useLead: string
  readonly use: string
  readonly makeTitle: string
  readonly makeLead: string
  readonly make: string
  readonly name: string
  readonly nameHint: string
  readonly failed: string
  readonly missing: string
  readonly noScript: string
}

const texts: Readonly<Record<Language, PasskeyTexts>> = {
  hu: {
    useTitle: 'Belépés belépőkulccsal',
    useLead: 'A gomb megnyomása után a készüléke kéri az ujjlenyomatát, az arcát vagy a PIN-kódját.',
    use: 'Belépőkulcs használata',
    makeTitle: 'Belépőkulcs hozzáadása',
    makeLead:
      'A belépőkulcsot ez a készülék vagy a jelszókezelője őrzi. Ujjlenyomata és arca nem hagyja el a készüléket.',
    make: 'Belépőkulcs létrehozása',
    name: 'A belépőkulcs neve',
    nameHint: 'Erről ismeri majd fel a listában, például: Telefonom. Üresen is hagyhatja.',
    failed: 'Nem kaptunk választ a készülékétől. Próbálja újra, vagy válasszon másik belépési módot.',
    missing: 'Ez a böngésző nem ismeri a belépőkulcsokat. Válasszon másik belépési módot.',
    noScript: 'A belépőkulcshoz JavaScript szükséges. Ha nem kapcsolja be, válasszon másik belépési módot.',
  },
  en: {
    useTitle: 'Sign in with a passkey',
    useLead: 'When you press the button, your device asks for your fingerprint, your face or your PIN.',
    use: 'Use a passkey',
    makeTitle: 'Add a passkey',
    makeLead:
      'This device or your password manager keeps the passkey. Your fingerprint and face never leave the device.',
    make: 'Create a passkey',
    name: 'Name of the passkey',
    nameHint: 'You will know it by this in the list, for example: My phone. You can leave it empty.',
    failed: 'Your device gave no answer. Try again, or choose another way to sign in.',
    missing: 'This browser does not know passkeys. Choose another way to sign in.',
    noScript: 'A passkey needs JavaScript. Unless you switch it on, choose another way to sign in.',
  },
}

export function passkeyTexts(language: Language): PasskeyTexts {
  return texts[language]
}

export const passkeyErrors = {
  'E-PASSKEY-01': {
    hu: {
      message: 'A belépőkulcsot nem tudtuk elfogadni.',
      advice: 'Próbálja újra. Ha így sem sikerül, válasszon másik belépési módot.',
    },
    en: {
      message: 'The passkey could not be accepted.',
      advice: 'Please try again. If it still fails, choose another way to sign in.',
    },
  },
} satisfies ErrorEntries
