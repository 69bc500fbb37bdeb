import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { bears, namedTests, namesIn, rulesPage } from '../../.ci/rules.ts'
import { accountLife } from './rules/account-life.ts'
import { edgeCases } from './rules/edge-cases.ts'
import { features } from './rules/features.ts'
import { readings } from './rules/readings.ts'
import { secondFactor } from './rules/second-factor.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const chapters = [accountLife, secondFactor, edgeCases, readings, features]
const rules = chapters.flatMap((chapter) => chapter.rules)

/** To write the page anew: `npx vitest run test/house/rules.test.ts -u`. */
test('docs/rules.md lists the tests that there are', async () => {
  await expect(await rulesPage(chapters, namedTests(root))).toMatchFileSnapshot('../../docs/rules.md')
})

test('every rule stands once', () => {
  const marks = rules.map(({ mark }) => mark)
  expect(new Set(marks).size).toBe(marks.length)
  expect(accountLife.rules.map(({ mark }) => mark)).toEqual(
    Array.from({ length: 44 }, (_, at) => `#${at + 1}`).filter((mark) => mark !== '#34'),
  )
  expect(edgeCases.rules.map(({ mark }) => mark)).toEqual(
    'abcdefghijklmnop'.split('').map((letter) => `edge ${letter}`),
  )
  expect(readings.rules.map(({ mark }) => mark)).toEqual(Array.from({ length: 12 }, (_, at) => `RD${at + 1}`))
})

test('what a rule comes from is told in docs/sources.md', () => {
  expect(existsSync(`${root}/docs/sources.md`)).toBe(true)
  const told = new Set(readFileSync(`${root}/docs/sources.md`, 'utf8').match(/\b(S\d\.\d+|RD\d+)\b/g))
  for (const { mark, from = [] } of rules)
    for (const source of from) expect([...told], `${mark} comes from ${source}`).toContain(source)
  for (const { mark } of readings.rules) expect([...told]).toContain(mark)
})

test.each([
  ['#1 an online form opens a temporary account', '#1', true],
  ['#13 a code opens an account', '#1', false],
  ['finalised: #10/#11', '#11', true],
  ['2F-10 an account without a factor', '2F-1', false],
  ['RD1: sixty days', 'RD1', true],
  ['RD12: nobody is shown', 'RD1', false],
  ['edge a: 119 h 59 min 59 s', 'edge a', true],
  ['refused at the edge a request later', 'edge a', false],
  ['S1 feature 18, RD1: another code', 'feature 18', true],
  ['feature 18: another code', 'feature 1', false],
  ['#28 reactivate', '#28', true],
  ['feature 18', 'feature 18', false],
  ['S1.1: at any office', 'S1.1', true],
  ['S1.13: sixty days', 'S1.1', false],
])('whether "%s" bears %s: %s', (name, mark, expected) => {
  expect(bears(name, mark)).toBe(expected)
})

test('names are found in calls, tables and templates, not in comments', () => {
  const source = `
// '#1 a comment is no test'
test('it is \\'quoted\\' and found', () => {})
  ['a row of a table', 3],
  * 'nor a comment of several lines'
test(\`a template is found\`)
const short = 'word'
`
  expect(namesIn(source)).toEqual(["it is 'quoted' and found", 'a row of a table', 'a template is found'])
})
