import Koa from 'koa'
import { once } from 'node:events'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { methodUsedLast, rememberMethod } from '../../src/http/method-cookie.ts'
import { createKeyedHash } from '../../src/system/hashing.ts'
import { randomBytes } from '../../src/system/random.ts'

const old = randomBytes(32)
const keyed = createKeyedHash({ current: 'k2', keys: { k2: randomBytes(32), k1: old } })
const COOKIE = { name: '__Host-method', secure: true, lifetimeSeconds: 180 * 86_400, keyed }

const app = new Koa({ proxy: true })
app.use((ctx) => {
  const last = methodUsedLast(ctx, COOKIE)
  if (ctx.path !== '/') rememberMethod(ctx, COOKIE, ctx.path.slice(1))
  ctx.body = { last }
})
const server = app.listen(0, 'localhost')
let origin = ''
beforeAll(async () => {
  if (!server.listening) await once(server, 'listening')
  const address = server.address()
  origin = `http://localhost:${typeof address === 'object' ? address?.port : ''}`
})
afterAll(() => void server.close())

async function visit(path: string, value = '') {
  const headers = { cookie: `__Host-method=${value}`, 'x-forwarded-proto': 'https' }
  const answer = await fetch(origin + path, { headers })
  const [line = ''] = answer.headers.getSetCookie()
  const { last }: { last: string | null } = JSON.parse(await answer.text())
  return { line, last, value: /^__Host-method=([^;]*)/.exec(line)?.[1] ?? '' }
}

test('the cookie is bound to its host and to https, hidden from scripts, and lives for half a year', async () => {
  const { line } = await visit('/totp')
  for (const part of [/; path=\/;/, /; secure/, /; httponly/, /; samesite=lax/]) expect(line).toMatch(part)
  expect(line).not.toMatch(/domain/)
  const expires = Date.parse(/expires=([^;]*)/.exec(line)?.[1] ?? '')
  expect(Math.abs(expires - Date.now() - 180 * 86_400_000)).toBeLessThan(5_000)
})

test('what was remembered is read again, and is the same for everybody', async () => {
  const [one, other] = [await visit('/totp'), await visit('/totp')]
  expect(one.value).toBe(other.value)
  expect((await visit('/', one.value)).last).toBe('totp')
})

test('what an older key signed is still read', async () => {
  const before = createKeyedHash({ current: 'k1', keys: { k1: old } })
  expect((await visit('/', `totp.${before.hash('method used last', 'totp')}`)).last).toBe('totp')
})

test.each([
  ['nothing', () => ''],
  ['no signature', () => 'totp'],
  ['an empty one', () => 'totp.'],
  ['another method’s', (value: string) => value.replace('totp', 'dap')],
  [
    'another key’s',
    () => `totp.${createKeyedHash({ current: 'k2', keys: { k2: randomBytes(32) } }).hash('method used last', 'totp')}`,
  ],
  ['one for another purpose', () => `totp.${keyed.hash('email-code', 'totp')}`],
  ['one with something behind it', (value: string) => `${value}A`],
  ['far too much', () => 'x'.repeat(3_000)],
])('with %s it says nothing', async (_what, spoil) => {
  const { value } = await visit('/totp')
  expect((await visit('/', spoil(value))).last).toBeNull()
})
