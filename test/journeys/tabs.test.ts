import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Kapu, startKapu, type TestAccount } from '../support/kapu.ts'
import { createRobot, type Robot, signIn } from '../support/robot.ts'
import { type Asked, type AskOptions, type Service, serviceOf } from '../support/service.ts'
import { enter } from './enter.ts'
import { LOW, SUBSTANTIAL, threeLevels } from './levels.ts'
import { livingSessions } from './sessions.ts'
import { later } from './time.ts'

let kapu: Kapu
let mailbox: Service
let taxOffice: Service
beforeAll(async () => {
  kapu = await startKapu({ policy: (policy) => ({ ...threeLevels(policy), defaultAcr: LOW }) })
  mailbox = await serviceOf(kapu, await kapu.client())
  taxOffice = await serviceOf(kapu, await kapu.client())
})
afterEach(() => vi.useRealTimers())
afterAll(() => kapu.close())

interface TwoTabs {
  readonly person: TestAccount
  readonly first: Asked
  readonly second: Asked
}

/** Two tabs of one browser at two services; then the person signs in in the first. */
async function twoTabs(options: AskOptions = {}): Promise<TwoTabs> {
  const person = await kapu.account()
  const first = await mailbox.ask({ scope: 'openid', robot: createRobot({ language: 'en' }) })
  const second = await taxOffice.ask({ scope: 'openid', ...options, robot: first.robot.newTab() })
  await signIn(first.robot, person)
  return { person, first, second }
}

/** What the script of a waiting page is told. */
async function stateOf(robot: Robot): Promise<unknown> {
  const url = new URL(robot.url.pathname.replace(/^(\/interaction\/[\w-]+).*/, '$1/state'), robot.url)
  const answer = await fetch(url, { headers: { cookie: robot.cookies.header(url) } })
  expect(answer.headers.get('cache-control')).toBe('no-store')
  return answer.ok ? await answer.json() : answer.status
}

describe('a tab ends at its own service, redirect URI and state', () => {
  test('in whichever order they are finished', async () => {
    const { first, second } = await twoTabs()
    await second.robot.reload()
    for (const [tab, service] of [
      [first, mailbox],
      [second, taxOffice],
    ] as const) {
      expect(tab.robot.url.href.split('?')[0]).toBe(service.redirectUri)
      expect(tab.robot.url.searchParams.get('state')).toBe(tab.state)
      expect((await tab.redeem()).claims()?.aud).toBe(service.clientId)
    }
  })

  test('also where both belong to the same service', async () => {
    const person = await kapu.account()
    const first = await mailbox.ask({ scope: 'openid' })
    const second = await mailbox.ask({ scope: 'openid', robot: first.robot.newTab() })
    await signIn(second.robot, person)
    await first.robot.reload()
    expect(first.robot.url.searchParams.get('state')).toBe(first.state)
    expect(second.robot.url.searchParams.get('state')).toBe(second.state)
    await Promise.all([first.redeem(), second.redeem()])
    expect(await livingSessions(kapu, person.id)).toHaveLength(1)
  })

  test('where a form was filled in meanwhile, and is sent', async () => {
    const { person, second } = await twoTabs()
    expect(second.robot.step).toBe('identify')
    await signIn(second.robot, person)
    expect((await second.redeem()).claims()?.aud).toBe(taxOffice.clientId)
    expect(await livingSessions(kapu, person.id)).toHaveLength(1)
  })

  test('where nothing was filled in, and the form is sent', async () => {
    const { second } = await twoTabs()
    await second.robot.submit({}, { action: 'continue' })
    expect((await second.redeem()).claims()?.aud).toBe(taxOffice.clientId)
  })

  test('where its form is sent again after the first press: one submission goes on, the other meets no fault', async () => {
    const person = await kapu.account()
    const asked = await mailbox.ask()
    const twin = await asked.robot.newTab().open(asked.robot.url)
    const fields = { username: person.username, password: person.password }
    await Promise.all([asked.robot.submit(fields, { action: 'continue' }), twin.submit(fields, { action: 'continue' })])
    expect([asked.robot.step, twin.step]).toEqual(['consent', 'consent'])
    await asked.robot.submit({}, { action: 'approve' })
    await asked.redeem()
    expect(await livingSessions(kapu, person.id)).toHaveLength(1)
  })
})

describe('a waiting tab is told to go on', () => {
  test('when somebody has signed in in another one', async () => {
    const person = await kapu.account()
    const first = await mailbox.ask({ scope: 'openid' })
    const second = await taxOffice.ask({ scope: 'openid', robot: first.robot.newTab() })
    expect(await stateOf(second.robot)).toEqual({ goes_on: false, page: second.robot.url.pathname })
    await signIn(first.robot, person)
    expect(await stateOf(second.robot)).toEqual({ goes_on: true, page: null })
  })

  test('as far as the page on which the person sees what is shared', async () => {
    const { second } = await twoTabs({ scope: 'openid name' })
    const page = second.robot.url.pathname.replace(/identify$/, 'consent')
    expect(await stateOf(second.robot)).toEqual({ goes_on: true, page })
  })

  test.each([
    ['prompt=login', { prompt: 'login' }, 'identify'],
    ['a step-up', { acr_values: SUBSTANTIAL }, 'authenticate/totp'],
    ['another person', { login_hint: 'somebody.else' }, 'switch_account'],
  ])('but not where the service asks for %s', async (_name, params, step) => {
    const { second } = await twoTabs({ params })
    expect(await stateOf(second.robot)).toMatchObject({ goes_on: false })
    await second.robot.reload()
    expect(second.robot.step).toBe(step)
  })

  test('but not in a browser that does not know the sign-in', async () => {
    const { first, second } = await twoTabs()
    const page = second.robot.url
    second.robot.cookies.clear()
    expect(await stateOf(second.robot)).toBe(400)
    expect(page.pathname).toContain('/identify')
    expect(first.robot.text).toBe('arrived')
  })
})

describe('the end of a sign-in', () => {
  test('is printed on each page where somebody types', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    vi.setSystemTime(new Date('2026-11-25T13:02:00Z'))
    const person = await kapu.account()
    const { robot } = await mailbox.ask({ params: { acr_values: SUBSTANTIAL } })
    expect(robot.text).toContain('You can use this page until 14:32.')
    later(60)
    await robot.submit({ username: person.username, password: person.password }, { action: 'continue' })
    expect(robot.step).toBe('authenticate/totp')
    expect(robot.text).toContain('You can use this page until 14:32.')
    expect(robot.html).toContain('data-seconds-left="1740"')
    const hungarian = await mailbox.ask({ robot: createRobot({ language: 'hu' }) })
    expect(hungarian.robot.text).toContain('Ez az oldal 14:33-ig használható.')
  })

  test('leaves the last second before it, and not the next', async () => {
    later(0)
    const person = await kapu.account()
    const { robot } = await mailbox.ask({ scope: 'openid' })
    later(30 * 60 - 1)
    await signIn(robot, person)
    expect(robot.text).toBe('arrived')
    const other = await mailbox.ask({ scope: 'openid' })
    later(30 * 60)
    await other.robot.submit({ username: person.username, password: person.password }, { action: 'continue' })
    expect(other.robot.step).toBe('error')
  })
})

test('a tab that waits does not keep a session alive', async () => {
  later(0)
  const person = await kapu.account()
  const { robot } = await enter(mailbox, person, { scope: 'openid' })
  const waiting = await taxOffice.ask({ scope: 'openid name', robot: robot.newTab() })
  later(29 * 60)
  expect(await stateOf(waiting.robot)).toMatchObject({ goes_on: true })
  later(61)
  const again = await mailbox.ask({ scope: 'openid', robot: robot.newTab() })
  expect(again.robot.step).toBe('identify')
})
