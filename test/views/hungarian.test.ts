import { expect, test } from 'vitest'
import { article, onDay, untilDay, withArticle, withCapitalArticle } from '../../views/hungarian.ts'

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

test.each([
  ['2025. január 1.', '2025. január 1-jén'],
  ['2025. január 2.', '2025. január 2-án'],
  ['2025. január 3.', '2025. január 3-án'],
  ['2025. január 4.', '2025. január 4-én'],
  ['2025. január 12.', '2025. január 12-én'],
  ['2025. január 16.', '2025. január 16-án'],
  ['2025. január 20.', '2025. január 20-án'],
  ['2025. január 22.', '2025. január 22-én'],
  ['2025. január 30.', '2025. január 30-án'],
  ['2025. január 31.', '2025. január 31-én'],
])('what happened on %s happened %s', (day, expected) => {
  expect(onDay(day)).toBe(expected)
})
