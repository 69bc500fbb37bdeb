/** The words of signing in with a simulated eID card. */
import type { Language } from '../frame.ts'
import type { ErrorEntries } from './error-words.ts'

interface EidTexts {
  readonly title: string
  readonly lead: string
  readonly simulator: string
  readonly cardNumber: string
  readonly cardNumberHint: string
  readonly pin: string
  readonly pinHint: string
  readonly submit: string
}

const texts: Readonly<Record<Language, EidTexts>> = {
  hu: {
    title: 'Belépés eSzemélyi igazolvánnyal',
    lead: 'Adja meg, melyik igazolvány van az olvasóban, és írja be a PIN-kódját.',
    simulator:
      'Ez szimulátor: sem igazolvány, sem olvasó nem kell hozzá. Ne adja meg valódi igazolványának számát vagy PIN-kódját. A szolgáltatás is megtudja, hogy szimulátorral lépett be.',
    cardNumber: 'Az igazolvány száma',
    cardNumberHint: 'Hat számjegy és két betű, például 123456AB.',
    pin: 'PIN-kód',
    pinHint: 'Hat számjegy. Három hibás kód után az igazolvány zárolódik.',
    submit: 'Belépés az igazolvánnyal',
  },
  en: {
    title: 'Sign in with an eID card',
    lead: 'Say which card is in the reader, and enter its PIN.',
    simulator:
      'This is a simulator: it needs neither a card nor a reader. Do not enter the number or the PIN of a real card. The service learns, too, that you signed in with a simulator.',
    cardNumber: 'Card number',
    cardNumberHint: 'Six digits and two letters, for example 123456AB.',
    pin: 'PIN',
    pinHint: 'Six digits. After three wrong ones the card is blocked.',
    submit: 'Sign in with the card',
  },
}

export function eidTexts(language: Language): EidTexts {
  return texts[language]
}

export const eidErrors = {
  'E-EID-01': {
    hu: {
      message: 'Az igazolványt ezzel a PIN-kóddal nem tudtuk elfogadni.',
      advice:
        'Ellenőrizze az igazolvány számát és a PIN-kódot. Három hibás PIN-kód után az igazolvány zárolódik; akkor válasszon másik belépési módot.',
    },
    en: {
      message: 'The card could not be accepted with this PIN.',
      advice:
        'Check the card number and the PIN. After three wrong ones the card is blocked; then choose another way to sign in.',
    },
  },
  'E-EID-02': {
    hu: {
      message: 'Az igazolvány száma hat számjegy és két betű.',
      advice: 'Írja be újra, például így: 123456AB.',
    },
    en: { message: 'A card number has six digits and two letters.', advice: 'Enter it again, like 123456AB.' },
  },
  'E-EID-03': {
    hu: { message: 'A PIN-kód hat számjegy.', advice: 'Írja be újra.' },
    en: { message: 'A PIN has six digits.', advice: 'Enter it again.' },
  },
} satisfies ErrorEntries
