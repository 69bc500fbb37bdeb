import { afterAll, beforeAll, expect, test } from 'vitest'
import { helpTopicIds, helpTopics } from '../../views/texts/help.ts'
import { type Kapu, startKapu } from '../support/kapu.ts'

let kapu: Kapu
beforeAll(async () => {
  kapu = await startKapu()
})
afterAll(() => kapu.close())

const links = helpTopicIds.flatMap((id) =>
  helpTopics[id].text.hu.sections.flatMap(({ link }) => (link === undefined ? [] : [{ id, path: link.path }])),
)

test('a help page leads to where one does what it describes', () => {
  expect(links.length).toBeGreaterThan(0)
})

test.each(links)('the help on $id leads to $path', async ({ path }) => {
  const answer = await fetch(`${kapu.issuer}${path}`, { redirect: 'manual' })
  // What is one's own asks for a sign-in first
  expect(answer.status).toBe(path.startsWith('/fiok') ? 303 : 200)
})

test('both languages have the same links', () => {
  const pathsOf = (language: 'hu' | 'en') =>
    helpTopicIds.flatMap((id) => helpTopics[id].text[language].sections.map(({ id, link }) => [id, link?.path]))
  expect(pathsOf('en')).toEqual(pathsOf('hu'))
})
