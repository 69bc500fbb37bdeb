import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Koa from 'koa'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOwnPages } from '../../src/http/own-pages.ts'
import { helpTopicIds, helpTopics } from '../../views/texts/help.ts'
import { helpFigures } from '../gallery/help-states.ts'

const app = new Koa()
app.use(createOwnPages(helpFigures).routes())
const server = createServer(app.callback())
beforeAll(() => once(server.listen(0, '127.0.0.1'), 'listening'))
afterAll(() => server.close())

const get = (path: string): Promise<Response> =>
  fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, { redirect: 'manual' })

const titles = helpTopicIds.map((id) => ({ ...helpTopics[id], id }))

test.each(titles)('$path is a page in both languages', async ({ path, text }) => {
  for (const language of ['hu', 'en'] as const) {
    const answer = await get(`${path}?lang=${language}`)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toContain('text/html')
    expect(await answer.text()).toContain(`<h1>${text[language].title}</h1>`)
  }
})

test('every help page can be reached from the index, and leads back', async () => {
  const index = await (await get('/segitseg?lang=hu')).text()
  const links = [...index.matchAll(/<h3><a href="([^"?&]+)/g)].map(([, path = '']) => path)
  expect(links).toEqual(titles.map(({ path }) => path))
  for (const path of links) expect(await (await get(path)).text()).toContain('href="/segitseg?')
})

test('the address of the help that was known before leads there, in the language asked for', async () => {
  const answer = await get('/help?lang=en')
  expect(answer.status).toBe(301)
  expect(answer.headers.get('location')).toBe('/segitseg?lang=en')
})

test.each(['/', '/segitseg', '/accessibility', '/privacy'])('%s needs nothing but a language', async (path) => {
  expect((await get(path)).status).toBe(200)
})
