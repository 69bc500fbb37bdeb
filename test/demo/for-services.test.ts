import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { generateKeyPair } from 'jose'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createRobot, type Robot } from '../support/robot.ts'
import { ownLogoutToken, postLogoutToken, type OwnLogoutToken } from './own-logout-token.ts'
import { freePort, startStockProvider, type StockProvider } from './stock-provider.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const page = readFileSync(`${root}/docs/for-services.md`, 'utf8')
const example = /```js\n([\s\S]*?)```/.exec(page)?.[1] ?? ''
const registration = /<<'JSON'\n([\s\S]*?)\nJSON\n/.exec(page)?.[1] ?? ''
let origin = ''
let service: ChildProcess
let provider: StockProvider

beforeAll(async () => {
  const [port, issuerPort] = [await freePort(), await freePort()]
  origin = `http://localhost:${port}`
  // As registered on the page, at another port. The library wants https for an address that it does not use.
  const { initiate_login_uri, ...metadata } = JSON.parse(registration.replaceAll('http://localhost:3003', origin))
  expect(initiate_login_uri).toBe(`${origin}/login`)
  provider = await startStockProvider(issuerPort, [
    { ...metadata, client_id: 'my-service', client_secret: 'secret', subject_type: 'pairwise' },
  ])
  service = spawn(process.execPath, ['--input-type=module', '--eval', example], {
    cwd: root,
    env: { ...process.env, ISSUER: `http://localhost:${issuerPort}`, CLIENT_SECRET: 'secret', PORT: String(port) },
    stdio: 'inherit',
  })
  await vi.waitFor(() => fetch(origin), { timeout: 10_000 })
})

afterAll(async () => {
  service.kill()
  await provider.close()
})

async function signIn(login: string, robot = createRobot()): Promise<{ robot: Robot; sid: string }> {
  await robot.open(`${origin}/login`)
  if (robot.title === 'stock') await robot.submit({ login })
  return { robot, sid: provider.lastSid('my-service') ?? '' }
}

describe('the example of docs/for-services.md', () => {
  test('signs people in, one session a sub', async () => {
    const { robot } = await signIn('anna')
    expect(robot.html).toContain('Hello Minta anna')
    const before = robot.cookies.get('my-service', robot.url)

    const other = await createRobot({ jar: robot.cookies }).open(`${origin}/callback?state=forged&code=x`)
    expect(other.html).toContain('Hello Minta anna')

    await robot.open(`${origin}/login`)
    expect(robot.cookies.get('my-service', robot.url)).not.toBe(before)
    expect(robot.html).not.toContain('Somebody else')
  })

  test('gives another sub a session of its own, and says so', async () => {
    const { robot } = await signIn('anna')
    const before = robot.cookies.get('my-service', robot.url)
    const next = createRobot()
    next.cookies.store(new URL(origin), [`my-service=${before}; Path=/`])
    await signIn('bela-the-second', next)
    expect(next.html).toContain('Somebody else was signed in here before. Hello Minta bela-the-second')
    await robot.open(origin)
    expect(robot.html).toContain('Nobody is signed in')
  })

  test('refuses a level that is too low, and says what the provider said', async () => {
    const robot = await createRobot().open(`${origin}/login`)
    await robot.submit({ login: 'anna', acr: 'http://eidas.europa.eu/LoA/low' })
    expect(robot.status).toBe(502)
    const cancelling = await createRobot().open(`${origin}/login`)
    await cancelling.submit({}, { answer: 'cancel' })
    expect(cancelling.html).toContain('access_denied')
  })

  test('signs out here and at the provider, and not for a foreign page', async () => {
    const { robot } = await signIn('anna')
    const headers = { cookie: robot.cookies.header(robot.url), 'sec-fetch-site': 'cross-site' }
    await fetch(`${origin}/logout`, { redirect: 'manual', headers })
    await robot.open(origin)
    expect(robot.html).toContain('Hello')

    await robot.open(`${origin}/logout`)
    expect(robot.url.pathname).toBe('/session/end')
    expect(robot.url.searchParams.get('post_logout_redirect_uri')).toBe(`${origin}/`)
    await robot.open(origin)
    expect(robot.html).toContain('Nobody is signed in')
  })

  test('ends the session that a logout token names, and no other; once', async () => {
    const [one, other] = [await signIn('anna'), await signIn('anna')]
    const token = await ownLogoutToken(provider, { audience: 'my-service', claims: { sid: one.sid } })
    const answer = await postLogoutToken(origin, token)
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store'])
    await one.robot.open(origin)
    expect(one.robot.html).toContain('Nobody is signed in')
    await other.robot.open(origin)
    expect(other.robot.html).toContain('Hello Minta anna')
    expect((await postLogoutToken(origin, token)).status).toBe(400)
  })

  test('does not believe a logout token that is wrong', async () => {
    const { robot, sid } = await signIn('anna')
    const { privateKey: key } = await generateKeyPair('ES256')
    const now = Math.floor(Date.now() / 1000)
    const wrong: Partial<OwnLogoutToken>[] = [
      { key },
      { audience: 'another' },
      { claims: { sid, iss: 'https://elsewhere.example' } },
      { claims: { sid, nonce: 'n' } },
      { claims: { sid, events: undefined } },
      { claims: { sid, jti: undefined } },
      { claims: { sid, iat: now - 180, exp: now - 60 } },
      { claims: { sid, iat: now - 3600, exp: now + 3600 } },
      { claims: { sid: undefined } },
      { header: { typ: 'JWT' } },
    ]
    for (const what of wrong) {
      const token = await ownLogoutToken(provider, { audience: 'my-service', claims: { sid }, ...what })
      const answer = await postLogoutToken(origin, token)
      expect([answer.status, await answer.json()]).toEqual([400, { error: 'invalid_request' }])
    }
    expect((await postLogoutToken(origin, 'x'.repeat(20_000))).status).toBe(400)
    await robot.open(origin)
    expect(robot.html).toContain('Hello Minta anna')
  })
})
