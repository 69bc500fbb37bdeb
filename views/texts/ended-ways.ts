/** Ways to sign in that have ended: what they were called, and what to do instead. */
import type { EndedWay } from '../../src/assurance/ended-ways.ts'
import { formatDay } from '../format.ts'
import type { Language } from '../frame.ts'
import { onDay } from '../hungarian.ts'
import { textsFor } from './index.ts'

interface EndedWords {
  readonly name: string
  readonly instead: string
}

const texts = {
  hu: {
    ended: (day: string) => `Megszűnt ${onDay(day)}.`,
    /** A password that was enough alone. */
    passwordAlone: {
      name: 'Ügyfélkapu csak jelszóval',
      instead:
        'Felhasználóneve és jelszava megmarad. Lépjen be velük fent: ha még nincs Ügyfélkapu+ beállítva, útközben beállíthatja.',
    },
    methods: {
      eid: {
        name: 'eSzemélyi igazolvány',
        instead: 'Lépjen be Ügyfélkapu+ használatával. Az igazolvánnyal továbbra is regisztrálhat.',
      },
      telephone: {
        name: 'Telefonos azonosítás',
        instead: 'Lépjen be Ügyfélkapu+ használatával. Kódját alkalmazásban vagy e-mailben is megkaphatja.',
      },
      portrait: {
        name: 'Arcképes azonosítás',
        instead: 'Lépjen be Ügyfélkapu+ használatával, vagy intézze ügyét személyesen egy kormányablakban.',
      },
    },
    instead: 'Válasszon a többi belépési mód közül, vagy intézze ügyét személyesen egy kormányablakban.',
    choose: 'Másik belépési módot választok',
  },
  en: {
    ended: (day: string) => `Ended on ${day}.`,
    passwordAlone: {
      name: 'Client Gate with a password alone',
      instead:
        'Your user name and password still count. Sign in with them above; if Client Gate+ is not set up yet, we take you through it.',
    },
    methods: {
      eid: {
        name: 'eID card (eSzemélyi)',
        instead: 'Sign in with Client Gate+. You can still use the card to register.',
      },
      telephone: {
        name: 'Telephone identification',
        instead: 'Sign in with Client Gate+. You can get your code from an app or by e-mail.',
      },
      portrait: {
        name: 'Portrait identification',
        instead: 'Sign in with Client Gate+, or see to your matter in person at a government window.',
      },
    },
    instead: 'Choose one of the other ways, or see to your matter in person at a government window.',
    choose: 'Choose another way to sign in',
  },
} as const satisfies Readonly<Record<Language, unknown>>

/** The line of one way on the first page. */
export function endedWords(language: Language, way: EndedWay): EndedWords & { readonly ended: string } {
  const ended = texts[language].ended(formatDay(language, way.until))
  return { ...wordsOf(language, way), ended }
}

function wordsOf(language: Language, { kind, factors }: EndedWay): EndedWords {
  const own = texts[language]
  const [only = ''] = factors
  if (kind === 'combination' && factors.length === 1 && only === 'password') return own.passwordAlone
  const known: Readonly<Record<string, EndedWords>> = own.methods
  const words = kind === 'method' && Object.hasOwn(known, only) ? known[only] : undefined
  return words ?? { name: factors.map((factor) => nameOf(language, factor)).join(' + '), instead: own.instead }
}

function nameOf(language: Language, factor: string): string {
  const methods: Readonly<Record<string, { readonly name: string }>> = textsFor(language).methods
  return (Object.hasOwn(methods, factor) ? methods[factor]?.name : undefined) ?? factor
}

/** What to do instead of a method that has ended, in one sentence. */
export function insteadOf(language: Language, factor: string): string {
  return wordsOf(language, { kind: 'method', factors: [factor], until: 0 }).instead
}

/** The link from the page that says so, back to what there is. */
export function chooseAnother(language: Language): string {
  return texts[language].choose
}
