import type { Language } from '../../frame.ts'

interface CloseTexts {
  readonly lead: string
  /** What closing means, by what is closed: a temporary registration may be made again from home. */
  readonly effects: Readonly<Record<'temporary' | 'final', readonly string[]>>
  readonly word: string
  readonly label: string
  readonly hint: (word: string) => string
  readonly close: string
  readonly keep: string
  readonly doneTitle: string
  readonly done: string
  readonly doneNext: string
}

const texts: Readonly<Record<Language, CloseTexts>> = {
  hu: {
    lead: 'Ha megszünteti az Ügyfélkaput, fiókját és adatait azonnal és véglegesen töröljük.',
    effects: {
      temporary: [
        'Minden eszközön és minden szolgáltatásnál kijelentkeztetjük.',
        'Ezzel az ideiglenes regisztrációval többé nem tud belépni. Bármikor újra regisztrálhat.',
        'A folyamatban lévő ügyeit ez nem érinti: a hivatalok a náluk lévő adatokkal folytatják.',
        'Felhasználóneve azonnal felszabadul: bárki választhatja.',
      ],
      final: [
        'Minden eszközön és minden szolgáltatásnál kijelentkeztetjük.',
        'Nem tud többé belépni, amíg újra nem regisztrál egy regisztrációs szervnél.',
        'A folyamatban lévő ügyeit ez nem érinti: a hivatalok a náluk lévő adatokkal folytatják.',
        'Felhasználónevét egy ideig senki nem választhatja.',
      ],
    },
    word: 'MEGSZÜNTETEM',
    label: 'Megerősítés',
    hint: (word) => `Ha biztos benne, írja be ezt a szót: ${word}`,
    close: 'Ügyfélkapu megszüntetése',
    keep: 'Mégsem, megtartom',
    doneTitle: 'Ügyfélkapuját megszüntettük',
    done: 'Fiókját és adatait töröltük, mindenhol kijelentkeztettük. Erről levelet is küldünk.',
    doneNext: 'Ha később mégis szüksége lesz rá, bármelyik regisztrációs szervnél díjmentesen újra regisztrálhat.',
  },
  en: {
    lead: 'If you close your Client Gate, your account and your data are deleted at once and for good.',
    effects: {
      temporary: [
        'You are signed out on all devices and at all services.',
        'You cannot sign in with this temporary registration any more. You can register again at any time.',
        'Your matters under way are not affected: the offices go on with the data they have.',
        'Your user name is free at once: anybody can choose it.',
      ],
      final: [
        'You are signed out on all devices and at all services.',
        'You cannot sign in any more until you register again at a registration body.',
        'Your matters under way are not affected: the offices go on with the data they have.',
        'For some time nobody can choose your user name.',
      ],
    },
    word: 'CLOSE',
    label: 'Confirmation',
    hint: (word) => `If you are sure, type this word: ${word}`,
    close: 'Close Client Gate',
    keep: 'Keep it',
    doneTitle: 'Your Client Gate is closed',
    done: 'Your account and your data are deleted and you are signed out everywhere. We also send you a message.',
    doneNext: 'If you need it again later, you can register free of charge at any registration body.',
  },
}

export function myCloseTexts(language: Language): CloseTexts {
  return texts[language]
}
