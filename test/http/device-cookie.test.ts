import Koa from 'koa'
import { once } from 'node:events'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { devicesOf, renewDevices } from '../../src/http/device-cookie.ts'

const COOKIE = { name: '__Host-dev', secure: true, lifetimeSeconds: 180 * 86_400 }

const app = new Koa({ proxy: true })
app.use((ctx) => {
  const known = devicesOf(ctx, COOKIE)
  const made = renewDevices(ctx, COOKIE, ctx.path === '/new')
  ctx.body = { known: known.map((hash) => hash.toString('hex')), made: made?.toString('hex') ?? null }
})
const server = app.listen(0, 'localhost')
let origin = ''
beforeAll(async () => {
  if (!server.listening) await once(server, 'listening')
  const address = server.address()
  origin = `http://localhost:${typeof address === 'object' ? address?.port : ''}`
})
afterAll(() => void server.close())

async function visit(path: string, cookie = '') {
  const headers = { cookie: `__Host-dev=${cookie}`, 'x-forwarded-proto': 'https' }
  const answer = await fetch(origin + path, { headers })
  const [line = ''] = answer.headers.getSetCookie()
  const told: { known: string[]; made: string | null } = JSON.parse(await answer.text())
  return { line, value: /^__Host-dev=([^;]*)/.exec(line)?.[1] ?? '', ...told }
}

const id = (letter: string): string => letter.repeat(22)

test('the cookie is bound to its host and to https, hidden from scripts, and lives for half a year', async () => {
  const { line, made } = await visit('/new')
  expect(line).toMatch(/; path=\/;/)
  expect(line).toMatch(/; secure/)
  expect(line).toMatch(/; httponly/)
  expect(line).toMatch(/; samesite=lax/)
  expect(line).not.toMatch(/domain/)
  const expires = Date.parse(/expires=([^;]*)/.exec(line)?.[1] ?? '')
  expect(Math.abs(expires - Date.now() - 180 * 86_400_000)).toBeLessThan(60_000)
  expect(made).toMatch(/^[0-9a-f]{64}$/)
})

test('a new id has 128 bits and goes first, of six the oldest goes', async () => {
  const five = ['a', 'b', 'c', 'd', 'e'].map(id)
  const { value } = await visit('/new', five.join('.'))
  expect(value.split('.')).toEqual([expect.stringMatching(/^[\w-]{22}$/), ...five.slice(0, 4)])
})

test('what is no id, or stands there twice, or goes beyond five, is passed over', async () => {
  const many = ['a', 'a', 'b', 'x', '', 'c', 'd', 'e', 'f'].map((letter) =>
    letter === 'x' ? 'short' : letter.repeat(22),
  )
  const { known, value, made } = await visit('/same', many.join('.'))
  expect(known).toHaveLength(5)
  expect(value).toBe(['a', 'b', 'c', 'd', 'e'].map(id).join('.'))
  expect(made).toBeNull()
})
