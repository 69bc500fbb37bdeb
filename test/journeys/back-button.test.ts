import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Kapu, startKapu } from '../support/kapu.ts'
import { createRobot, signIn } from '../support/robot.ts'
import { type Service, serviceOf } from '../support/service.ts'
import { enter, requestUrl } from './enter.ts'
import { livingSessions } from './sessions.ts'

let kapu: Kapu
let service: Service
beforeAll(async () => {
  kapu = await startKapu()
  service = await serviceOf(kapu, await kapu.client())
})
afterAll(() => kapu.close())

/** What a person of whom nobody can tell where they are is shown: a code, the service, a way on. */
function expectWayOn(robot: ReturnType<typeof createRobot>, code: RegExp) {
  expect(robot.status).toBe(400)
  expect(robot.step).toBe('error')
  expect(robot.text).toMatch(code)
  expect(robot.links.map(({ text }) => text)).toContain(`Back to Service ${service.clientId}`)
  expect(robot.headers['cache-control']).toBe('no-store')
}

describe('every page of a sign-in', () => {
  test('is kept by no browser, so that Back asks anew', async () => {
    const person = await kapu.account()
    const { robot } = await service.ask()
    for (const step of ['identify', 'authenticate/totp', 'consent']) {
      await signIn(robot, person, { until: step })
      expect(robot.step).toBe(step)
      expect(robot.headers['cache-control']).toBe('no-store')
    }
  })

  test('leads on to where the sign-in stands, when an earlier one is opened again', async () => {
    const person = await kapu.account()
    const { robot } = await service.ask()
    const first = robot.url
    await signIn(robot, person, { until: 'authenticate/totp' })
    await robot.open(first)
    expect(robot.step).toBe('authenticate/totp')
    await signIn(robot, person, { until: 'consent' })
    await robot.open(first)
    expect(robot.step).toBe('consent')
  })

  test('leads back to where the sign-in stands, when a later one is guessed', async () => {
    const { robot } = await service.ask()
    for (const path of ['consent', 'authenticate/totp', 'enrol/totp', 'switch-account', 'confirm-account', 'leave']) {
      await robot.open(robot.url.href.replace(/identify$/, path))
      expect(robot.step).toBe('identify')
    }
  })

  test('is answered once: an earlier form sent again changes nothing', async () => {
    const person = await kapu.account()
    const { robot } = await service.ask()
    const stale = robot.newTab()
    await stale.open(robot.url)
    await signIn(robot, person, { until: 'authenticate/totp' })
    await stale.submit({ username: person.username, password: 'wrong' }, { action: 'continue' })
    expect(stale.step).toBe('authenticate/totp')
  })

  test('goes on under no name that was not proved', async () => {
    const person = await kapu.account()
    const { robot } = await service.ask()
    const stale = robot.newTab()
    await stale.open(robot.url)
    await signIn(robot, person, { until: 'authenticate/totp' })
    await stale.submit({ username: 'somebody.else', password: 'wrong' }, { action: 'continue' })
    expect([stale.step, stale.status]).toEqual(['identify', 422])
    await robot.reload()
    expect(robot.step).toBe('authenticate/totp')
  })

  test('goes on as whoever typed a name and a password last, and as nobody else', async () => {
    const [first, second] = [await kapu.account(), await kapu.account()]
    const asked = await service.ask()
    const stale = asked.robot.newTab()
    await stale.open(asked.robot.url)
    await signIn(asked.robot, first, { until: 'consent' })
    await stale.submit({ username: second.username, password: second.password }, { action: 'continue' })
    expect(stale.step).toBe('authenticate/totp')
    // Nothing that the first proved counts for the second
    await asked.robot.submit({}, { action: 'approve' })
    expect(asked.robot.step).toBe('authenticate/totp')
    await signIn(stale, second)
    expect(await livingSessions(kapu, first.id)).toEqual([])
    expect(await livingSessions(kapu, second.id)).toHaveLength(1)
  })
})

describe('a sign-in that is over', () => {
  test('is not begun again by Back', async () => {
    const person = await kapu.account()
    const asked = await service.ask()
    const first = asked.robot.url
    await signIn(asked.robot, person)
    await asked.redeem()
    await asked.robot.open(first)
    expectWayOn(asked.robot, /E-FLOW-02/)
    expect(await livingSessions(kapu, person.id)).toHaveLength(1)
  })

  test('gives no second code by its last address', async () => {
    const person = await kapu.account()
    const { robot } = await enter(service, person)
    const resume = robot.hops.find(({ url }) => url.pathname.startsWith('/auth/'))
    if (resume === undefined) throw new Error('no way back')
    await robot.open(resume.url)
    expect(robot.url.origin).toBe(kapu.issuer)
    expectWayOn(robot, /E-FLOW-02/)
  })
})

describe('the address of a sign-in in another browser', () => {
  test('shows nothing of it (login CSRF)', async () => {
    const { robot } = await service.ask()
    const other = createRobot({ language: 'en' })
    await other.open(robot.url)
    expectWayOn(other, /E-FLOW-03/)
    expect(other.form?.fields['password']).toBeUndefined()
  })

  test('finishes nobody’s sign-in', async () => {
    const person = await kapu.account()
    const { robot } = await service.ask()
    await signIn(robot, person, { until: 'consent' })
    const other = createRobot({ language: 'en' })
    await other.open(robot.url.href.replace(/\/interaction\/([^/]+).*/, '/auth/$1'))
    expect(other.url.origin).toBe(kapu.issuer)
    expect(other.status).toBe(400)
    expect(await livingSessions(kapu, person.id)).toEqual([])
  })
})

describe('the redirect with a code', () => {
  test('is kept by no browser', async () => {
    const { robot } = await enter(service, await kapu.account())
    const answer = await fetch(
      requestUrl(service, { prompt: 'none', code_challenge: 'x'.repeat(43), code_challenge_method: 'S256' }),
      {
        redirect: 'manual',
        headers: { cookie: robot.cookies.header(new URL(`${kapu.issuer}/auth`)) },
      },
    )
    expect(answer.headers.get('location')).toContain('code=')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('referrer-policy')).toMatch(/^(same-origin|no-referrer)$/)
  })
})
