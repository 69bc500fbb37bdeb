/** Signing in to our own pages: a real round at the provider, and what ends it. */
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { inTransaction } from '../../src/database/transaction.ts'
import { endSessionsOf } from '../../src/provider/sessions/end-all.ts'
import { systemClock } from '../../src/system/clock.ts'
import { type Kapu, startKapu, type TestAccount } from '../support/kapu.ts'
import { createRobot, type Robot, signIn } from '../support/robot.ts'
import { freshAppCode } from '../support/robot/codes.ts'
import { serviceOf } from '../support/service.ts'
import { enter } from './enter.ts'
import { LOW, SUBSTANTIAL } from './levels.ts'
import { openMyData, sendForm } from './my-data.ts'
import { livingSessions, suspend } from './sessions.ts'
import { later } from './time.ts'

let kapu: Kapu
beforeAll(async () => {
  kapu = await startKapu({ mail: true })
})
afterAll(() => kapu.close())
afterEach(() => void vi.useRealTimers())

const callbackOf = (robot: Robot): URL => {
  const hop = robot.hops.find(({ url }) => url.pathname === '/fiok/callback')
  if (hop === undefined) throw new Error('the robot did not pass the callback')
  return hop.url
}

/** Signs in from the first page on; the address of the way back, which has not been opened. */
async function untilCallback(robot: Robot, person: TestAccount): Promise<URL> {
  await signIn(robot, person, { until: 'authenticate/totp' })
  robot.breakOffAfter(3)
  const { username, totpSecret = '' } = person
  await robot.submit({ code: await freshAppCode({ username, secret: totpSecret }) }, { action: 'continue' })
  const address = robot.hops.map(({ location }) => location).find((to) => to?.includes('/fiok/callback'))
  if (address === undefined || address === null) throw new Error('nothing led to the callback')
  return new URL(address)
}

/** The robot stands at the first page of the sign-in; the request that led it there. */
const requestOf = (robot: Robot): URLSearchParams => {
  const hop = robot.hops.find(({ url }) => url.pathname === '/auth')
  if (hop === undefined) throw new Error('the robot did not pass /auth')
  return hop.url.searchParams
}

describe('somebody who is not signed in', () => {
  test('is led through an ordinary sign-in and back to the page they wanted', async () => {
    const person = await kapu.account()
    const { robot, steps } = await openMyData(kapu, person)
    expect(steps).toEqual(['identify', 'authenticate/totp'])
    expect(robot.url.pathname).toBe('/fiok')
    expect(robot.status).not.toBe(401)
  })

  test('is sent with PKCE, a state, a nonce and the levels that the page takes', async () => {
    const robot = createRobot({ language: 'en' })
    await robot.open(`${kapu.issuer}/fiok`)
    expect(Object.fromEntries(requestOf(robot))).toEqual({
      client_id: 'my-data',
      response_type: 'code',
      scope: 'openid',
      redirect_uri: `${kapu.issuer}/fiok/callback`,
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      state: expect.stringMatching(/^[\w-]+\.[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
      acr_values: `${SUBSTANTIAL} ${LOW}`,
      ui_locales: 'en',
    })
  })

  test('who is signed in at a service gets in without a page', async () => {
    const service = await serviceOf(kapu, await kapu.client({ scope: 'openid' }))
    const person = await kapu.account()
    const { robot } = await enter(service, person, { scope: 'openid' })
    await robot.open(`${kapu.issuer}/fiok`)
    expect(robot.step).toBe('my_data/home')
  })

  test('who cancels is told so, with a link that starts again', async () => {
    const robot = createRobot({ language: 'en' })
    await robot.open(`${kapu.issuer}/fiok`)
    await robot.submit({}, { action: 'cancel' })
    expect(robot.step).toBe('own_sign_in/cancelled')
    await robot.clickLink('Sign in')
    expect(robot.step).toBe('identify')
  })

  test('two tabs that begin at once both arrive', async () => {
    const person = await kapu.account()
    const one = createRobot({ language: 'en' })
    const other = one.newTab()
    await one.open(`${kapu.issuer}/fiok`)
    await other.open(`${kapu.issuer}/fiok`)
    await signIn(one, person)
    expect(one.step).toBe('my_data/home')
    await other.reload()
    await signIn(other, person)
    expect(other.url.pathname).toBe('/fiok')
  })
})

describe('the way back', () => {
  test('is of no use in another browser: nobody is signed in as somebody else by a link', async () => {
    const attacker = await kapu.account()
    const robot = createRobot({ language: 'en' })
    await robot.open(`${kapu.issuer}/fiok`)
    const address = await untilCallback(robot, attacker)
    const victim = createRobot({ language: 'en' })
    await victim.open(address)
    expect([victim.status, victim.step]).toEqual([400, 'own_sign_in/failed'])
    expect(victim.cookies.get('kapu-my', victim.url)).toBeNull()
  })

  test('a code is used once: loaded again it leads to the page and lets nobody in', async () => {
    const person = await kapu.account()
    const { robot } = await openMyData(kapu, person, { path: '/fiok/naplo' })
    await robot.open(callbackOf(robot))
    expect(robot.step).toBe('my_data/log')
    expect(await ownSessions(person)).toBe(1)
    await suspend(kapu, person.id)
    await robot.open(callbackOf(robot))
    expect(robot.step).not.toMatch(/^my_data/)
  })

  test('two loads of it at once both lead to the page, and only one of them lets in', async () => {
    const person = await kapu.account()
    const robot = createRobot({ language: 'en' })
    await robot.open(`${kapu.issuer}/fiok/naplo`)
    const address = await untilCallback(robot, person)
    const headers = { accept: 'text/html', cookie: robot.cookies.header(address) }
    const answers = await Promise.all([1, 2].map(() => fetch(address, { redirect: 'manual', headers })))
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect(answers.map((answer) => answer.headers.get('location'))).toEqual(['/fiok/naplo', '/fiok/naplo'])
    expect(answers.filter((answer) => answer.headers.get('set-cookie')?.includes('kapu-my='))).toHaveLength(1)
    expect(await ownSessions(person)).toBe(1)
  })

  test('a code of another service is none', async () => {
    const service = await serviceOf(kapu, await kapu.client({ scope: 'openid' }))
    const person = await kapu.account()
    const { robot } = await openMyData(kapu, person)
    const { robot: there } = await service.ask({ scope: 'openid', robot })
    const foreign = there.url.searchParams.get('code') ?? ''
    const callback = callbackOf((await openMyData(kapu, person)).robot)
    callback.searchParams.set('code', foreign)
    await robot.open(callback)
    expect(robot.step).toBe('own_sign_in/failed')
  })

  test.each([
    ['another issuer', (url: URL) => url.searchParams.set('iss', 'https://evil.example')],
    ['no issuer', (url: URL) => url.searchParams.delete('iss')],
    ['another state', (url: URL) => url.searchParams.set('state', 'x.y')],
    ['no code', (url: URL) => url.searchParams.delete('code')],
  ])('is refused with %s', async (_name, change) => {
    const { robot } = await openMyData(kapu, await kapu.account())
    const url = callbackOf(robot)
    change(url)
    await robot.open(url)
    expect([robot.status, robot.step]).toEqual([400, 'own_sign_in/failed'])
  })
})

describe('being signed in ends with the session of the provider', () => {
  const ended = async (robot: Robot): Promise<void> => {
    await robot.open(`${kapu.issuer}/fiok`)
    expect(robot.step).toBe('identify')
  }

  test('when the person signs out everywhere', async () => {
    const person = await kapu.account()
    const { robot } = await openMyData(kapu, person)
    await robot.submit({}, {}, { form: 'sign-out' })
    expect(robot.step).toBe('sign_out')
    await robot.submit({}, { action: 'everywhere' })
    expect(await livingSessions(kapu, person.id)).toEqual([])
    await ended(robot)
  })

  test('when it is ended from elsewhere', async () => {
    const person = await kapu.account()
    const { robot } = await openMyData(kapu, person)
    const by = { type: 'administrator', id: 'a' } as const
    await inTransaction(kapu.db, (t) =>
      endSessionsOf(
        t,
        person.id,
        { reason: 'ended_by_administrator', by },
        { clock: systemClock, audit: kapu.core.audit },
      ),
    )
    await ended(robot)
  })

  test('when it expires', async () => {
    const { robot } = await openMyData(kapu, await kapu.account())
    later(31 * 60)
    await ended(robot)
  })

  test('when the password has expired, however late the job is', async () => {
    const person = await kapu.account()
    const { robot } = await openMyData(kapu, person)
    await sql`update accounts set password_expires_at = now() - interval '1 second' where id = ${person.id}`.execute(
      kapu.db,
    )
    await robot.open(`${kapu.issuer}/fiok`)
    expect(robot.step).not.toBe('my_data/home')
  })

  test('when the account is suspended', async () => {
    const person = await kapu.account()
    const { robot } = await openMyData(kapu, person)
    await suspend(kapu, person.id)
    await ended(robot)
  })

  test('and not before: signing out of My data alone leaves the others', async () => {
    const person = await kapu.account()
    const { robot } = await openMyData(kapu, person)
    await robot.submit({}, {}, { form: 'sign-out' })
    await robot.submit({}, { action: 'here' })
    expect(await livingSessions(kapu, person.id)).toHaveLength(1)
    expect(await ownSessions(person)).toBe(0)
  })
})

describe('another person', () => {
  test('is asked about by the provider, and then it is their data', async () => {
    const [first, second] = [await kapu.account(), await kapu.account()]
    const { robot } = await openMyData(kapu, first)
    await robot.submit({}, {}, { form: 'sign-out' })
    await robot.submit({}, { action: 'here' })
    const service = await serviceOf(kapu, await kapu.client({ scope: 'openid' }))
    const asked = await service.ask({ scope: 'openid', robot, params: { prompt: 'login' } })
    await signIn(asked.robot, second, { switchAccount: 'switch' })
    await robot.open(`${kapu.issuer}/fiok`)
    expect(robot.text).toContain(second.username)
    expect(await ownSessions(first)).toBe(0)
  })
})

describe('a form of our own pages', () => {
  test('without the token of this own session is refused', async () => {
    const { robot } = await openMyData(kapu, await kapu.account())
    const answer = await sendForm(robot, '/fiok/kijelentkezes', { csrf: 'another' })
    expect(answer.status).toBe(403)
    expect((await robot.open(`${kapu.issuer}/fiok`)).step).toBe('my_data/home')
  })

  test('with the token of another person is refused', async () => {
    const { robot } = await openMyData(kapu, await kapu.account())
    const { robot: other } = await openMyData(kapu, await kapu.account())
    const csrf = other.form?.values['csrf'] ?? ''
    expect(csrf).not.toBe('')
    expect((await sendForm(robot, '/fiok/kijelentkezes', { csrf })).status).toBe(403)
  })
})

test('a temporary registration reaches its My data at the lowest level, with fewer pages', async () => {
  const person = await kapu.account({ state: 'TEMP_ACTIVE' })
  const { robot } = await openMyData(kapu, person)
  expect(robot.step).toBe('my_data/home')
  expect(robot.links.map(({ text }) => text).join()).not.toContain('Registration data')
})

test('nobody redeems the codes of our own pages over the network: the secret is nobody’s', async () => {
  const { rows } = await sql<{ auth: string; sealed: string | null }>`
    select metadata->>'token_endpoint_auth_method' as auth, secret_sealed as sealed from clients
    where client_id in ('my-data', 'registrar-desk')`.execute(kapu.db)
  expect(rows).toHaveLength(2)
  for (const { auth, sealed } of rows) expect([auth, typeof sealed]).toEqual(['client_secret_basic', 'string'])
})

async function ownSessions({ id }: TestAccount): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from own_sessions o join sessions s on s.uid = o.session_uid
    where o.account_id = ${id} and s.ended_at is null`.execute(kapu.db)
  return rows[0]?.count ?? 0
}
