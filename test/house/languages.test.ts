import { expect, test } from 'vitest'
import { compare, languageFaults } from '../../.ci/languages.ts'

test('every text stands in Hungarian and in English', async () => {
  expect(await languageFaults()).toEqual([])
})

test.each([
  ['a missing text', { a: 'igen' }, {}, 'x.a: missing in English'],
  ['an empty text', { a: ' ' }, { a: 'yes' }, 'x.a: empty in Hungarian'],
  [
    'a text with other values',
    { a: (n: string) => n },
    { a: (n: string, m: string) => n + m },
    'x.a: takes 1 values in Hungarian, 2 in English',
  ],
  ['a text and a function', { a: 'igen' }, { a: () => 'yes' }, 'x.a: a string in Hungarian, a function in English'],
  [
    'a text left in the other language',
    { a: 'what shall I say' },
    { a: 'what shall I say' },
    'x.a: the same in both languages',
  ],
])('%s is found', (_name, hu, en, fault) => {
  expect(compare(hu, en, 'x')).toEqual([fault])
})
