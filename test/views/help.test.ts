import { describe, expect, test } from 'vitest'
import { HELP, helpIndexPage, helpPage } from '../../views/pages/help.ts'
import { helpTopicIds, helpTopics, type HelpTopicId } from '../../views/texts/help.ts'
import type { Language } from '../../views/frame.ts'
import { aFrame } from '../gallery/frames.ts'
import { helpFigures } from '../gallery/help-states.ts'

const languages: readonly Language[] = ['hu', 'en']

/** What a person reads on a page. */
function read(id: HelpTopicId, language: Language, limits = helpFigures): string {
  const page = helpPage(aFrame(language, { service: null }), { id, limits })
  return decoded((/<main.*<\/main>/s.exec(page)?.[0] ?? '').replace(/<[^>]*>/g, ' ')).replace(/\s+/g, ' ')
}

function decoded(page: string): string {
  return page.replace(/&#(\d+);/g, (_, point: string) => String.fromCodePoint(Number(point)))
}

/** A rule of a seed, the page that tells it, and what must be read there in each language. */
const told: readonly (readonly [string, HelpTopicId, readonly RegExp[], readonly RegExp[]])[] = [
  [
    'S4 feature 8: the eID card no longer signs in since 16 January 2025, but still registers',
    'discontinued',
    [/2025\. január 16/, /eSzemélyi igazolvány Belépni nem lehet vele, regisztrálni igen/],
    [/16 January 2025/, /eID card \(eSzemélyi\) It no longer signs you in, but you can still register/],
  ],
  [
    'S4 feature 9: telephone identification ended, and what replaces it',
    'discontinued',
    [/Telefonos azonosítás Helyette Ügyfélkapu\+/],
    [/Telephone identification Sign in with Client Gate\+ instead/],
  ],
  [
    'S4 feature 10: portrait identification ended, and what replaces it',
    'discontinued',
    [/Arcképes azonosítás Helyette Ügyfélkapu\+/],
    [/Portrait identification Sign in with Client Gate\+/],
  ],
  [
    'S4 feature 11: only the plain gate ended, nothing else changed',
    'discontinued',
    [/Egyedül a jelszó már nem elég\. Felhasználóneve és jelszava megmarad/, /más nem változott/],
    [/password alone is no longer enough\. Your user name and password stay/, /nothing else changed/],
  ],
  [
    'S4 feature 4: a program on the computer also gives codes, with a key instead of the picture',
    'signing-in',
    [/számítógépén vagy a böngészőjében: a QR-kód helyett a kiírt kulcsot/],
    [/on your computer or in your browser: give it the key shown instead/],
  ],
  [
    'S0 feature 12: all methods of the state can be used',
    'signing-in',
    [/elfogad minden állami belépési módot/],
    [/accepts every method of the state/],
  ],
  [
    'S0 S2 feature 13: where one registers in person',
    'registration',
    [/okmányiroda és kormányablak/, /adóhatóság kiemelt/, /ügyfélközpont/, /külképviselet/],
    [/document office/, /priority customer service of the tax authority/, /customer centre/, /embassy/],
  ],
  [
    'S1 feature 14: which documents Hungarians, citizens of the EEA and others bring',
    'documents',
    [/személyazonosító igazolvány útlevél kártya formátumú vezetői/, /EGT [^.]*igazolvány vagy útlevél/, /lakcímkárty/],
    [/identity card passport driving licence in card format/, /EEA [^.]*identity card or passport/, /address card/],
  ],
  [
    'S1 S2 feature 15: a temporary registration lives 30 days and is finalised in person',
    'temporary',
    [/30 napig él/, /okmányirodába vagy kormányablakba/],
    [/lives for 30 days/, /document office or a government window/],
  ],
  [
    'S1 S2 feature 16: with an electronic signature nobody appears in person, and signs in at once',
    'registration',
    [/legalább fokozott biztonságú elektronikus aláírása, nem kell személyesen megjelennie/, /azonnal beléphet/],
    [/at least an advanced one, you need not appear in person/, /sign in at once/],
  ],
  [
    'S1 S3 feature 17: the code lives five days, works once, and a new password is set with it',
    'activation',
    [/5 napon belül/, /egyszer használható/, /új jelszót/],
    [/within 5 days/, /works once/, /set a new password/],
  ],
  [
    'S1 feature 18, RD1: another code can be asked for in 60 days after the first one’s end, then the data are deleted',
    'activation',
    [/az első kód lejártától számított 60 napig/, /az adatait töröljük/],
    [/60 days after the first code’s end/, /its data are deleted/],
  ],
  [
    'S3 feature 19: a code for a forgotten password lives five days and opens nothing by itself',
    'forgotten-password',
    [/5 napig él/, /nem jelszó: az Ügyfélkapu nem használható vele/],
    [/lives for 5 days/, /not a password: it does not open Client Gate/],
  ],
  [
    'S2 feature 20: a password lives two years at most',
    'password-life',
    [/Legfeljebb 2 évig/],
    [/For 2 years at most/],
  ],
  [
    'S2 feature 21: 60 days after its end one activates in person, and the code comes by itself',
    'password-life',
    [/60 napig/, /személyesen kérheti az aktiválását\. Utána a rendszer magától elküldi/],
    [/For 60 days/, /in person\. The system then sends the new code .* by itself/],
  ],
  [
    'S2 S3 feature 22: a user name is on the receipt, and is told only in person',
    'user-name',
    [/regisztrációs nyugtán/, /telefonon, levélben és ezen az oldalon nem mondjuk meg/],
    [/receipt/, /neither by telephone, nor in messages, nor on this page/],
  ],
  [
    'S3 feature 23: an address that was wrong at registration is corrected in person',
    'mail-not-arrived',
    [/csak személyesen lehet kijavítani/],
    [/only be corrected in person/],
  ],
  [
    'S0 feature 24, feature 25: two addresses, each changed in its own place',
    'addresses',
    [/Regisztrációs adatok/, /Tárhely „Beállítások” menüjében/],
    [/Registration data/, /“Settings” menu of the Mailbox/],
  ],
  [
    'S0 feature 26: a second person at one browser is asked, and deletes nothing',
    'second-person',
    [/semmit nem kell törölnie/, /átvált/],
    [/nothing to delete in the browser/, /switch/],
  ],
  [
    'S0 feature 27: services differ in how long one is signed in',
    'sessions',
    [/30 percig/, /8 óra után/, /szigorúbb lehet/],
    [/for 30 minutes/, /After 8 hours/, /may be stricter/],
  ],
  [
    'S3 feature 29: a code that did not come: the address, a full mailbox, the spam filter, and asking for a new one',
    'mail-not-arrived',
    [/levélszemét/, /van hely a postafiókjában/, /melyik címet adta meg/, /Kérjen új kódot/],
    [/spam folder/, /room in your mailbox/, /which address you gave/, /Ask for a new code/],
  ],
  [
    'S3 feature 30: the user name is not one’s own name',
    'signing-in',
    [/mezőbe ne a saját nevét írja/],
    [/do not write your own name/],
  ],
  [
    'S0 S3 S4 feature 43: where customer service is, and that it is not ours',
    'contact',
    [/1818/, /\b189\b/, /\+36 1 371-9300/, /ugyfelvonal\.hu/, /KAÜ online/, /NISZ/, /bemutató rendszer/, /24 órájában/],
    [/1818/, /\b189\b/, /\+36 1 371-9300/, /ugyfelvonal\.hu/, /online customer/, /NISZ/, /demonstration/, /24 hours/],
  ],
  [
    'S4 feature 44: not compulsory, in person it goes on, and one can join later',
    'not-compulsory',
    [/Nem\. Minden ügyét személyesen is intézheti/, /bármikor dönthet úgy, hogy regisztrál/],
    [/No\. You can see to every matter in person/, /decide to register at any time/],
  ],
  [
    'S4 feature 45: DÁP at a government window by appointment, or with an eID card issued after 23 June 2021',
    'dap',
    [/Foglaljon időpontot/, /2021\. június 23\. után kiadott eSzemélyi/, /Bármikor, nincs határideje/],
    [/Make an appointment/, /issued after 23 June 2021/, /At any time, there is no deadline/],
  ],
  ['S1 feature 46: it is free of charge', 'free', [/ingyenes, illeték sincs/], [/free of charge/]],
  [
    'S2 feature 47: what it is, and that any natural person may open one',
    'what',
    [/biztonságosan éri el a közigazgatás/, /Bármely természetes személy/],
    [/safely to the online services of public administration/, /Any natural person/],
  ],
  [
    'S0 feature 48: the register is named',
    'what',
    [/Központi Ügyfél-regisztrációs Nyilvántartás/],
    [/Central Customer Registration Register/],
  ],
]

test.each(told)('%s', (_rule, id, hu, en) => {
  for (const words of hu) expect(read(id, 'hu')).toMatch(words)
  for (const words of en) expect(read(id, 'en')).toMatch(words)
})

test('RD8: the page says for how long a mailed code does not count after a reset', () => {
  expect(read('forgotten-password', 'en')).toContain('For 72 hours after the new password was set')
})

test('figures are those of the configuration', () => {
  const other = { ...helpFigures, codeDays: 3, windowDays: 45, temporaryDays: 20, graceDays: 50, passwordYears: 1 }
  expect(read('activation', 'en', other)).toMatch(/within 3 days.*\(72 hours\).*45 days/)
  expect(read('temporary', 'hu', other)).toContain('20 napig él')
  expect(read('password-life', 'en', other)).toMatch(/For 1 year at most.*For 50 days/)
  for (const id of helpTopicIds)
    for (const language of languages) expect(read(id, language, other)).not.toMatch(/\b(5|60|30) (days|nap)/)
})

describe.each(languages)('the index (%s)', (language) => {
  const page = decoded(helpIndexPage(aFrame(language, { service: null }), helpFigures))

  test('leads to every page, at an anchor of its own', () => {
    for (const id of helpTopicIds) {
      expect(page).toContain(`<section id="${id}">`)
      expect(page).toContain(`href="${helpTopics[id].path}?lang=${language}"`)
    }
  })

  test('keeps the anchors that were linked to before', () => {
    for (const id of [
      'signing-in',
      'user-name',
      'forgotten-password',
      'lost-phone',
      'mail-not-arrived',
      'discontinued',
    ])
      expect(page).toContain(` id="${id}"`)
  })
})

test('every page leads back to the index, and no two have one address', () => {
  const paths = helpTopicIds.map((id) => helpTopics[id].path)
  expect(new Set(paths).size).toBe(paths.length)
  for (const id of helpTopicIds)
    expect(decoded(helpPage(aFrame('hu'), { id, limits: helpFigures }))).toContain(`href="${HELP}?lang=hu"`)
})
