import type { Language } from '../../frame.ts'

interface SessionsTexts {
  readonly lead: string
  readonly here: string
  readonly elsewhere: string
  readonly started: string
  readonly used: string
  readonly ends: string
  readonly services: string
  readonly noServices: string
  readonly shared: string
  readonly end: string
  readonly endOthers: string
  readonly endOthersHint: string
  readonly onlyHere: string
  readonly doneOne: string
  readonly doneOthers: string
  readonly notYou: string
}

const texts: Readonly<Record<Language, SessionsTexts>> = {
  hu: {
    lead: 'Ezekben a böngészőkben van most bejelentkezve.',
    here: 'Ebben a böngészőben',
    elsewhere: 'Egy másik böngészőben',
    started: 'Bejelentkezett',
    used: 'Utoljára használta',
    ends: 'Legkésőbb ekkor véget ér',
    services: 'Szolgáltatások',
    noServices: 'még egy sem',
    shared: 'Közös számítógép',
    end: 'Kijelentkezés ott',
    endOthers: 'Kijelentkezés mindenhol máshol',
    endOthersHint: 'Itt bejelentkezve marad. A szolgáltatásokat értesítjük, hogy ott kijelentkezett.',
    onlyHere: 'Máshol nincs bejelentkezve.',
    doneOne: 'Ott kijelentkeztettük. A szolgáltatásokat értesítettük.',
    doneOthers: 'Mindenhol máshol kijelentkeztettük. A szolgáltatásokat értesítettük.',
    notYou: 'Ha valamelyik nem Öntől származik, jelentkezzen ki ott, és változtassa meg a jelszavát.',
  },
  en: {
    lead: 'You are signed in in these browsers now.',
    here: 'In this browser',
    elsewhere: 'In another browser',
    started: 'Signed in',
    used: 'Last used',
    ends: 'Ends at the latest',
    services: 'Services',
    noServices: 'none yet',
    shared: 'Shared computer',
    end: 'Sign out there',
    endOthers: 'Sign out everywhere else',
    endOthersHint: 'You stay signed in here. We tell the services that you have signed out there.',
    onlyHere: 'You are not signed in anywhere else.',
    doneOne: 'You are signed out there. The services have been told.',
    doneOthers: 'You are signed out everywhere else. The services have been told.',
    notYou: 'If one of these was not you, sign out there and change your password.',
  },
}

export function mySessionsTexts(language: Language): SessionsTexts {
  return texts[language]
}
