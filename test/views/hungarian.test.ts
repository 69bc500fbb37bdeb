import { expect, test } from 'vitest'
import { article, untilDay, withArticle, withCapitalArticle } from '../../views/hungarian.ts'

test.each([
  ['Tárhely', 'a'],
  ['Adóügyek', 'az'],
  ['Értesítési tárhely', 'az'],
  ['Ügyfélkapu', 'az'],
  ['őrség', 'az'],
  ['NAV', 'a'],
  ['KAÜ', 'a'],
  ['EESZT', 'az'],
  ['SMS', 'az'],
  ['MNB', 'az'],
  ['TB', 'a'],
  ['DÁP mobilalkalmazás', 'a'],
  ['Ybl Miklós', 'az'],
  ['yard', 'a'],
  ['„Adóügyek”', 'az'],
  ['„Tárhely”', 'a'],
  ['1', 'az'],
  ['2', 'a'],
  ['3', 'a'],
  ['5', 'az'],
  ['10', 'a'],
  ['15', 'a'],
  ['50', 'az'],
  ['100', 'a'],
  ['1000', 'az'],
  ['1000000', 'az'],
  ['5. kerület', 'az'],
  ['', 'a'],
])('the article before "%s" is "%s"', (word, expected) => {
  expect(article(word)).toBe(expected)
})

test('the article comes with its word', () => {
  expect(withArticle('Adóügyek')).toBe('az Adóügyek')
  expect(withCapitalArticle('Adóügyek')).toBe('Az Adóügyek')
  expect(withCapitalArticle('Tárhely')).toBe('A Tárhely')
})

test('a last day loses its full stop', () => {
  expect(untilDay('2026. december 20.')).toBe('2026. december 20-ig')
})
