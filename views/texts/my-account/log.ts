import type { Language } from '../../frame.ts'
import type { ActivityKind } from '../activity.ts'

interface LogTexts {
  readonly lead: string
  readonly filter: string
  readonly kind: string
  readonly kinds: Readonly<Record<ActivityKind | 'all', string>>
  readonly from: string
  readonly to: string
  readonly dateHint: string
  readonly show: string
  readonly none: string
  readonly by: Readonly<Record<'person' | 'office' | 'administrator' | 'system' | 'service', string>>
  readonly service: string
  readonly place: string
  readonly who: string
  readonly older: string
  readonly entries: string
  readonly exportTitle: string
  readonly exportLead: string
  readonly json: string
  readonly csv: string
  readonly statementTitle: string
  readonly statementLead: string
  readonly every: string
  readonly everies: Readonly<Record<'off' | 'month' | 'quarter', string>>
  readonly detail: string
  readonly details: Readonly<Record<'simple' | 'detailed', string>>
  readonly language: string
  readonly languages: Readonly<Record<Language, string>>
  readonly save: string
  readonly saved: string
}

const texts: Readonly<Record<Language, LogTexts>> = {
  hu: {
    lead: 'Itt láthatja, mi történt a fiókjával: a belépéseket, a változásokat és azt is, amit egy hivatal tett.',
    filter: 'Szűrés',
    kind: 'Mit mutassunk?',
    kinds: {
      all: 'mindent',
      sign_in: 'belépéseket',
      change: 'változásokat',
      service: 'adatátadásokat',
      office: 'hivatali műveleteket',
    },
    from: 'Ettől a naptól',
    to: 'Eddig a napig',
    dateHint: 'Év, hónap, nap: 2026-11-20',
    show: 'Mutatás',
    none: 'Ebben az időszakban nincs ilyen bejegyzés.',
    by: { person: 'Ön', office: 'Hivatal', administrator: 'Üzemeltető', system: 'A rendszer', service: 'Szolgáltatás' },
    service: 'Szolgáltatás',
    place: 'Hálózati cím (rövidítve)',
    who: 'Ki tette',
    older: 'Régebbi bejegyzések',
    entries: 'Bejegyzések',
    exportTitle: 'Letöltés',
    exportLead: 'A fenti szűréssel letölti az összes bejegyzést egy fájlban.',
    json: 'Letöltés (JSON)',
    csv: 'Letöltés táblázatként (CSV)',
    statementTitle: 'Időszaki értesítés',
    statementLead: 'Kérésre összefoglalót küldünk e-mailben arról, mi történt. Akkor is, ha semmi.',
    every: 'Milyen gyakran?',
    everies: { off: 'ne küldjenek', month: 'havonta', quarter: 'negyedévente' },
    detail: 'Milyen részletes legyen?',
    details: { simple: 'egyszerű: belépések és változások', detailed: 'részletes: minden bejegyzés' },
    language: 'Milyen nyelven?',
    languages: { hu: 'magyarul', en: 'angolul' },
    save: 'Mentés',
    saved: 'Az időszaki értesítés beállítását elmentettük.',
  },
  en: {
    lead: 'Here you see what happened with your account: sign-ins, changes, and also what an office did.',
    filter: 'Filter',
    kind: 'What to show',
    kinds: {
      all: 'everything',
      sign_in: 'sign-ins',
      change: 'changes',
      service: 'data shared',
      office: 'acts of offices',
    },
    from: 'From this day',
    to: 'To this day',
    dateHint: 'Year, month, day: 2026-11-20',
    show: 'Show',
    none: 'There is no such entry in this time.',
    by: { person: 'You', office: 'Office', administrator: 'Operator', system: 'The system', service: 'Service' },
    service: 'Service',
    place: 'Network address (shortened)',
    who: 'Done by',
    older: 'Older entries',
    entries: 'Entries',
    exportTitle: 'Download',
    exportLead: 'Downloads all entries that the filter above selects, as one file.',
    json: 'Download (JSON)',
    csv: 'Download as a table (CSV)',
    statementTitle: 'Periodic statement',
    statementLead: 'If you like, we send you a summary of what happened by e-mail. Also when nothing did.',
    every: 'How often?',
    everies: { off: 'do not send', month: 'every month', quarter: 'every quarter' },
    detail: 'How detailed?',
    details: { simple: 'simple: sign-ins and changes', detailed: 'detailed: every entry' },
    language: 'In which language?',
    languages: { hu: 'Hungarian', en: 'English' },
    save: 'Save',
    saved: 'Your choice for the periodic statement is saved.',
  },
}

export function myLogTexts(language: Language): LogTexts {
  return texts[language]
}
