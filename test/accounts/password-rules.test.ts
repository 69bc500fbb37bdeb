import { array, assert, constantFrom, property, string } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { judgePassword, type PasswordFault } from '../../src/accounts/password-rules/judge.ts'

const anna = {
  username: 'annus85',
  email: 'kovacs.anna@posta.example',
  names: ['Kovács', 'Anna', 'Szegedi'],
  birthdate: '1984-03-07',
}

/** Of our own: on no list, no pattern, nobody's data. */
const good = [
  'zsiráf kabát 7 lépcső',
  'Minta-jelszo-2026',
  'nyolc sárga teknős úszik',
  'xk29-Vmq7-pLd4',
  '!%/=(:;?_#&<',
  'Kovacs kap egy lapos tetőt',
  'hétfőn esett de kedden sütött',
  'пароль для паспорта',
  '長い合言葉はとても安全だと思う',
]

test.each(good)('a long password of one’s own is accepted: %s', (password) => {
  expect(judgePassword(password, anna)).toBeNull()
})

describe('length', () => {
  const eleven = 'xk29 Vmq7 p'
  test.each<[string, string, PasswordFault | null]>([
    ['11 characters are too few', eleven, 'too_short'],
    ['12 are enough', `${eleven}L`, null],
    ['a space at the end is a character', `${eleven} `, null],
    ['128 are allowed', 'xk29 Vmq7pLd4 uR'.repeat(8), null],
    ['129 are too many', `${'xk29 Vmq7pLd4 uR'.repeat(8)}x`, 'too_long'],
    ['512 bytes are allowed', '🦒🐘🦉🐢🦊🐝🐙🦋'.repeat(16), null],
    ['a character is a character, however many bytes it takes', '🦒🐘🦉🐢🦊🐝🐙🦋🌵🌻🍋', 'too_short'],
    // Three ligatures are nine letters: what counts is how it is compared
    ['the compared form counts', 'ﬃﬃﬃxk2', null],
    [
      'what was typed may not be longer than what can be typed at the sign-in',
      `xk29Vmq7${'e\u0301'.repeat(70)}`,
      'too_long',
    ],
  ])('%s', (_rule, password, fault) => {
    expect(judgePassword(password)).toBe(fault)
  })
})

test.each([
  'annus85annus85',
  'Annus85-2026!',
  'kovacs.anna@posta.example',
  'kovacs.anna1984',
  'Kovács Anna 84',
  'K0v4cs4nn4!!!!',
  'Szegedi19840307',
  '1984.03.07.xyz',
  '07031984-anna',
  '840307840307',
  'Kovacs12345678',
  'ugyfelkapu2026',
  'Ügyfélkapu+2026!',
  'Magyarország1!',
  'magyarorszag.hu',
  'kauKAUdap2026',
])('what others know of the person is no password: %s', (password) => {
  expect(judgePassword(password, anna)).toBe('is_context')
})

test('without the person’s data only the service’s names are known', () => {
  expect(judgePassword('annus85annus86')).toBeNull()
  expect(judgePassword('ugyfelkapu2026')).toBe('is_context')
})

test.each([
  'aaaaaaaaaaaa',
  'abababababab',
  '123456789012',
  'qwertzuiopőú',
  'Qwertz123456',
  'asdfghjkl2024',
  '1qaz2wsx3edc',
  'abcdefghijkl',
  '0987654321aa',
  '            ',
  'abc-def-ghi-jkl',
])('a pattern is no password: %s', (password) => {
  expect(judgePassword(password)).toBe('pattern')
})

test.each([
  ['on the international list', 'unbelievable'],
  ['with digits behind it', 'password2024'],
  ['with digits before it', '2024password'],
  ['with signs and digits', '!Sunshine.2024!'],
  ['in capitals', 'PASSWORD2024'],
  ['with digits and signs for letters', 'P@55w0rd2024'],
  ['Hungarian', 'titkosjelszo'],
  ['with accents', 'titkosjelszó'],
  ['without the accents it has', 'szeretlekteged'],
  ['a word with digits', 'jelszó123987'],
  ['a first name with a year', 'zsuzsanna2024'],
  ['two words', 'jelszomacska'],
  ['two words with a year', 'KutyaMacska2024'],
  ['two words with a sign between them', 'kutya-macska!'],
  ['one word again and again', 'kutyakutyakutya'],
  ['a club', 'hajráfradi1899'],
])('a listed password is refused: %s', (_rule, password) => {
  expect(judgePassword(password)).toBe('common')
})

test('three words are a password, two are not', () => {
  expect(judgePassword('macskavillamosdio')).toBeNull()
})

test('any text is judged, and the same text in another composition alike', () => {
  assert(
    property(string({ unit: 'grapheme', maxLength: 200 }), (password) => {
      const short = Array.from(password).length <= 128
      if (short)
        expect(judgePassword(password.normalize('NFKC'), anna)).toBe(
          judgePassword(password.normalize('NFKC').normalize('NFC'), anna),
        )
      judgePassword(password, anna)
    }),
  )
})

test('random passwords of the shortest length are accepted', () => {
  const letters = 'abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789-_!'
  const random = array(constantFrom(...Array.from(letters)), { minLength: 14, maxLength: 14 })
  let refused = 0
  assert(
    property(random, (characters) => {
      if (judgePassword(characters.join('')) !== null) refused += 1
    }),
    { numRuns: 2_000 },
  )
  expect(refused).toBeLessThan(3)
})
