import { expect, test } from 'vitest'
import { readIdentity } from '../../src/registration/identity-form.ts'

const rule = { minAge: 14, timeZone: 'Europe/Budapest' }
const now = Date.UTC(2026, 10, 25, 12) / 1000

const sound = {
  family_name: ' Kovács ',
  given_name: 'Anna  Mária',
  birth_family_name: 'Szegedi',
  birth_given_name: 'Anna Mária',
  mother_family_name: 'Fehér-Nagy',
  mother_given_name: 'Erzsébet',
  birthdate: '1984. 03. 17.',
  place: 'Szeged',
  country: 'HU',
}

const faultsOf = (changes: Partial<typeof sound>) =>
  readIdentity({ ...sound, ...changes }, rule, now).faults.map(({ field, fault }) => [field, fault])

test('names are kept with single spaces and none around them', () => {
  const { identity } = readIdentity(sound, rule, now)
  expect(identity).toMatchObject({ family_name: 'Kovács', given_name: 'Anna Mária', birthdate: '1984-03-17' })
})

test.each(['1984. 03. 17.', '1984-3-17', '17.03.1984', '17 3 1984', '1984/03/17', '19840317', ' 1984.03.17 '])(
  'a date of birth is read as people write it: %s',
  (birthdate) => {
    expect(readIdentity({ ...sound, birthdate }, rule, now).identity?.birthdate).toBe('1984-03-17')
  },
)

test.each([
  '1984',
  '84. 03. 17.',
  '1984. 13. 01.',
  '1983. 02. 29.',
  '30 02 1984',
  'tavasszal',
  '1984-03-17-01',
  '1750-01-01',
])('what is no date of birth is refused: %s', (birthdate) => {
  expect(faultsOf({ birthdate })).toEqual([['birthdate', 'birthdate_form']])
})

test.each([
  ['2012-11-25', []],
  ['2012-11-26', [['birthdate', 'too_young']]],
  ['2026-11-25', [['birthdate', 'too_young']]],
  ['2026-11-26', [['birthdate', 'birthdate_future']]],
])('who was born on %s registers on 25 November 2026: %j', (birthdate, faults) => {
  expect(faultsOf({ birthdate })).toEqual(faults)
})

test('who was born on a 29 February is 14 on 1 March', () => {
  const birthdate = '2012-02-29'
  const on = (month: number, day: number) => Date.UTC(2026, month - 1, day, 12) / 1000
  const faults = (at: number) => readIdentity({ ...sound, birthdate }, rule, at).faults.map(({ fault }) => fault)
  expect(faults(on(2, 28))).toEqual(['too_young'])
  expect(faults(on(3, 1))).toEqual([])
})

test.each(['K0vács', '<b>', 'a'.repeat(101), '-', '\u202eKovács'])('a name has letters: %s', (family_name) => {
  expect(faultsOf({ family_name })).toEqual([['family_name', 'name_characters']])
})

test.each(["O'Neill", 'dr. Kovács', 'Nagy-Kis', 'Őry', 'Müller', 'Ştefan'])(
  'names that people have are taken: %s',
  (name) => {
    expect(faultsOf({ family_name: name })).toEqual([])
  },
)

test('all faults are found, in the order of the page', () => {
  const nothing = Object.fromEntries(Object.keys(sound).map((field) => [field, '']))
  expect(readIdentity(nothing, rule, now).faults.map(({ field }) => field)).toEqual(Object.keys(sound))
})
