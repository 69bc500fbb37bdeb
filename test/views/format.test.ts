import { describe, expect, test } from 'vitest'
import {
  formatDate,
  formatDay,
  formatDeadline,
  formatInstant,
  formatMonth,
  formatSpan,
  inGroups,
  isolated,
  maskEmail,
  maskName,
  shownHint,
} from '../../views/format.ts'

function at(instant: string): number {
  return Date.parse(instant) / 1000
}

const winter = at('2026-11-25T13:32:00Z')

test('a deadline is written in full, with its hour, in Budapest’s time', () => {
  expect(formatDeadline('hu', winter)).toBe('2026. november 25. 14:32-ig')
  expect(formatDeadline('en', winter)).toBe('until 14:32 on 25 November 2026')
})

test('an instant is written in full', () => {
  expect(formatInstant('hu', winter)).toBe('2026. november 25. 14:32')
  expect(formatInstant('en', winter)).toBe('14:32 on 25 November 2026')
})

test('summer time counts', () => {
  expect(formatInstant('en', at('2026-07-01T13:32:00Z'))).toBe('15:32 on 1 July 2026')
})

test('midnight is 00:00 of the new day', () => {
  expect(formatInstant('hu', at('2026-12-31T23:00:00Z'))).toBe('2027. január 1. 00:00')
  expect(formatDay('hu', at('2026-12-31T23:00:00Z'))).toBe('2027. január 1.')
})

test('a date of the register is written as its language does, and never shifted', () => {
  expect(formatDate('hu', '1985-03-14')).toBe('1985. 03. 14.')
  expect(formatDate('en', '1985-03-14')).toBe('14 March 1985')
  expect(formatDate('en', '1985')).toBe('1985')
})

test.each([
  ['kovacs@posta.hu', 'k•••@p•••.hu'],
  ['k@p.hu', 'k•••@p•••.hu'],
  ['anna@mail.posta.hu', 'a•••@m•••.hu'],
  ['anna@localhost', 'a•••@l•••'],
  ['"a@b"@posta.hu', '"•••@p•••.hu'],
  ['not an address', '•••'],
  ['@posta.hu', '•••'],
])('the address %s is masked as %s', (address, masked) => {
  expect(maskEmail(address)).toBe(masked)
})

test.each([
  ['Kovács Anna', 'Kovács A.'],
  ['Kovács Anna Mária', 'Kovács A. M.'],
  ['  Kovács   Ödön ', 'Kovács Ö.'],
  ['Kovács', 'Kovács'],
])('the name %s is masked as %s', (name, masked) => {
  expect(maskName(name)).toBe(masked)
})

test('a code is spaced for reading', () => {
  expect(inGroups('123456', 3)).toBe('123 456')
  expect(inGroups('8147 2033 9556 1028', 4)).toBe('8147 2033 9556 1028')
  expect(inGroups('', 4)).toBe('')
})

test('a month is written as its language does', () => {
  expect(formatMonth('hu', '2026-11')).toBe('2026. november')
  expect(formatMonth('en', '2026-01')).toBe('January 2026')
  expect(formatMonth('en', '2026-13')).toBe('2026-13')
})

test.each([
  [5 * 86_400, '5 napig', '5 days'],
  [86_400, '1 napig', '1 day'],
  [7_200, '2 óráig', '2 hours'],
  [600, '10 percig', '10 minutes'],
])('%i seconds hold %s', (seconds, hu, en) => {
  expect(formatSpan('hu', seconds)).toBe(hu)
  expect(formatSpan('en', seconds)).toBe(en)
})

describe('a name that a service sent', () => {
  test.each([
    ['as it is', 'kovacs85', 'kovacs85'],
    ['in another writing direction', 'שלום', 'שלום'],
    ['on one line', ' a\n\tb ', 'a b'],
    ['without what turns the text around it', 'b\u202Eila\u2069\u200F', 'bila'],
    ['without what is not seen', 'a\u200B\u0000\uFEFFb', 'ab'],
    ['with few marks on a letter', `a${'\u0301'.repeat(50)}`, 'a\u0301\u0301\u0301'],
    ['cut where it is too long', 'x'.repeat(500), `${'x'.repeat(40)}…`],
    ['cut between letters', '👩‍👩‍👧'.repeat(2) + 'é'.repeat(60), expect.stringMatching(/^.{4,}…$/u)],
    ['as nothing where nothing is seen', '\u202E\u2066', ''],
  ])('is shown %s', (_name, sent, shown) => {
    expect(shownHint(sent)).toEqual(shown)
  })

  test('changes the direction of nothing but itself', () => {
    expect(isolated('שלום')).toBe('\u2068שלום\u2069')
  })
})
