import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { deadEndOf, missingBy } from '../../src/provider/return-tickets/dead-end.ts'
import { systemClock } from '../../src/system/clock.ts'
import { type Kapu, startKapu } from '../support/kapu.ts'
import { createRobot, signIn } from '../support/robot.ts'
import { type Service, serviceOf } from '../support/service.ts'
import { codeOn, expectDeadEnd } from './dead-ends.ts'
import { enter } from './enter.ts'
import { later } from './time.ts'

const HOUR = 60 * 60

let kapu: Kapu
let service: Service
beforeAll(async () => {
  kapu = await startKapu()
  service = await serviceOf(kapu, await kapu.client())
})
afterEach(() => vi.useRealTimers())
afterAll(() => kapu.close())

/** A sign-in that has come to its last page. */
async function atConsent() {
  const person = await kapu.account()
  const asked = await service.ask()
  await signIn(asked.robot, person, { until: 'consent' })
  expect(asked.robot.step).toBe('consent')
  return { person, ...asked, page: new URL(asked.robot.url), uid: asked.robot.url.pathname.split('/')[2] ?? '' }
}

describe('a sign-in that cannot go on names its service and leads back there', () => {
  test('where the browser has lost what it knew of it', async () => {
    const { robot } = await service.ask()
    robot.cookies.clear()
    expectDeadEnd(await robot.reload(), 'E-FLOW-03', service)
    await robot.clickLink(/Back to/)
    expect(robot.text).toBe('arrived')
  })

  test('where the address was opened in another browser', async () => {
    const { robot } = await service.ask()
    expectDeadEnd(await createRobot({ language: 'en' }).open(robot.url), 'E-FLOW-03', service)
  })

  test('where a form is sent after the browser has lost what it knew of it', async () => {
    const { robot } = await service.ask()
    robot.cookies.clear()
    await robot.submit({ username: 'a', password: 'b' }, { action: 'continue' })
    expectDeadEnd(robot, 'E-FLOW-03', service)
  })

  test.each([
    ['at 30 minutes, to the second', 30 * 60],
    ['a day later, but for a second', 24 * HOUR - 1],
  ])('where it has expired: %s', async (_name, seconds) => {
    later(0)
    const { robot } = await service.ask()
    later(seconds)
    expectDeadEnd(await robot.reload(), 'E-FLOW-01', service)
  })

  test('where its form is sent when it has expired', async () => {
    const { robot } = await service.ask()
    later(30 * 60)
    await robot.submit({ username: 'a', password: 'b' }, { action: 'continue' })
    expectDeadEnd(robot, 'E-FLOW-01', service)
  })

  test('where Back is pressed after it has finished', async () => {
    const { robot, page } = await atConsent()
    await robot.submit({}, { action: 'approve' })
    expect(robot.text).toBe('arrived')
    expectDeadEnd(await robot.open(page), 'E-FLOW-02', service)
    await robot.clickLink(/Back to/)
    expect(robot.text).toBe('arrived')
  })

  test('where its last form is sent again after it has finished', async () => {
    const { robot, page } = await atConsent()
    const tab = await robot.newTab().open(page)
    await robot.submit({}, { action: 'approve' })
    await tab.submit({}, { action: 'approve' })
    expectDeadEnd(tab, 'E-FLOW-02', service)
  })

  test('where the address that took the person back is opened again', async () => {
    const { robot } = await atConsent()
    await robot.submit({}, { action: 'approve' })
    const resume = robot.hops.find(({ url }) => url.pathname.startsWith('/auth/'))?.url ?? ''
    expectDeadEnd(await robot.open(resume), 'E-FLOW-02', service)
    expectDeadEnd(await createRobot({ language: 'hu' }).open(resume), 'E-FLOW-02', service)
  })

  test('where it was cancelled, and Back is pressed', async () => {
    const { robot } = await service.ask()
    const page = robot.url
    await robot.submit({}, { action: 'cancel' })
    expect(robot.url.searchParams.get('error')).toBe('access_denied')
    expectDeadEnd(await robot.open(page), 'E-FLOW-02', service)
  })

  test('where a tab is restored after the browser was closed', async () => {
    const { robot, uid } = await atConsent()
    await robot.submit({}, { action: 'approve' })
    later(20 * HOUR)
    expectDeadEnd(await createRobot({ language: 'en' }).open(`${kapu.issuer}/interaction/${uid}`), 'E-FLOW-02', service)
  })

  test('where the store has lost it', async () => {
    const { robot, uid } = await atConsent()
    await sql`delete from oidc_items where model = 'Interaction'`.execute(kapu.db)
    await robot.submit({}, { action: 'approve' })
    expectDeadEnd(robot, 'E-FLOW-04', service)
    expectDeadEnd(await robot.open(`${kapu.issuer}/auth/${uid}`), 'E-FLOW-04', service)
  })

  test('where the way back to the service is opened in a browser that did not come from there', async () => {
    const { uid } = await atConsent()
    expectDeadEnd(await createRobot().open(`${kapu.issuer}/auth/${uid}`), 'E-FLOW-06', service)
  })

  test('where a form of somebody else’s sign-in is sent', async () => {
    const { robot } = await service.ask()
    const other = await service.ask({ robot: robot.newTab() })
    const [mine = '', theirs = ''] = [robot, other.robot].map((one) => one.form?.values['csrf'] ?? '')
    const body = new URLSearchParams({ csrf: theirs, username: 'a', password: 'b', action: 'continue' })
    const answer = await fetch(robot.url, {
      method: 'POST',
      body,
      headers: { cookie: robot.cookies.header(robot.url), accept: 'text/html' },
    })
    expect(mine).not.toBe(theirs)
    expect(answer.status).toBe(403)
    expect(await answer.text()).toContain(`Back to Service ${service.clientId}`)
  })

  test('where the page is none of it', async () => {
    const { robot } = await service.ask()
    await robot.open(`${robot.url.href}/nothing`)
    expectDeadEnd(robot, 'E-NOTFOUND-01', service)
  })

  test('in the language that the service asked for', async () => {
    const asked = await service.ask({ robot: createRobot({ language: 'hu' }), params: { ui_locales: 'en' } })
    asked.robot.cookies.clear()
    await asked.robot.reload()
    expect(asked.robot.text).toContain(`Service ${service.clientId}`)
  })

  test('by the address to start at where the service has one for that', async () => {
    const start = `${kapu.serviceOrigin}/start`
    const starting = await serviceOf(kapu, await kapu.client({ initiate_login_uri: start }))
    const { robot } = await starting.ask()
    robot.cookies.clear()
    await robot.reload()
    expect(codeOn(robot)).toBe('E-FLOW-03')
    await robot.clickLink(/Back to/)
    expect(robot.url.href).toBe(start)
  })

  test('and to the home page where the service has no address to start at', async () => {
    const silent = await serviceOf(kapu, await kapu.client({ client_uri: undefined }))
    const { robot } = await silent.ask()
    robot.cookies.clear()
    await robot.reload()
    expect(robot.text).toContain(`Service ${silent.clientId}`)
    await robot.clickLink(/home page/)
    expect(robot.step).toBe('home')
  })
})

describe('a sign-in that nobody knows leads to the home page', () => {
  test('after a day', async () => {
    later(0)
    const { robot } = await service.ask()
    later(24 * HOUR)
    expectDeadEnd(await robot.reload(), 'E-FLOW-05', null)
  })

  test.each(['/interaction/', '/auth/'])('for a made-up number at %s', async (path) => {
    expectDeadEnd(await createRobot().open(`${kapu.issuer}${path}made-up-9bXk3`), 'E-FLOW-05', null)
    expectDeadEnd(await createRobot().open(`${kapu.issuer}${path}${'x'.repeat(128)}`), 'E-FLOW-05', null)
  })

  test('where its service was deleted', async () => {
    const gone = await serviceOf(kapu, await kapu.client())
    const { robot } = await gone.ask()
    await sql`update clients set metadata = '{}', deleted_at = now() where client_id = ${gone.clientId}`.execute(
      kapu.db,
    )
    const resume = robot.url.href.replace(/interaction\/([\w-]+)\/.*/, 'auth/$1')
    expectDeadEnd(await robot.reload(), 'E-CLIENT-01', null)
    expectDeadEnd(await robot.open(resume), 'E-REQUEST-01', null)
  })
})

describe('a sign-in whose session ended elsewhere', () => {
  test('asks again for who it is, and ends at its service', async () => {
    const person = await kapu.account()
    const { robot } = await enter(service, person)
    const asked = await service.ask({ robot, params: { prompt: 'consent' } })
    expect(robot.step).toBe('consent')
    await sql`update sessions set ended_at = now() where account_id = ${person.id}`.execute(kapu.db)
    await robot.submit({}, { action: 'approve' })
    expect(robot.step).toBe('identify')
    await signIn(robot, person)
    expect((await asked.redeem()).claims()?.aud).toBe(service.clientId)
  })
})

describe('each error that the library has for a resume', () => {
  test.each([
    ['authorization request has expired', 'E-FLOW-06'],
    ['interaction session not found', 'E-FLOW-04'],
    ['interaction session and authentication session mismatch', 'E-FLOW-08'],
  ])('%s: %s', async (message, code) => {
    const { robot } = await service.ask()
    const missing = missingBy(Object.assign(new Error(), { name: 'SessionNotFound', error_description: message }))
    if (missing === null) throw new Error('the message is not known')
    const uid = robot.url.pathname.split('/')[2] ?? ''
    const end = await deadEndOf({ db: kapu.db, clock: systemClock }, uid, missing)
    expect(end).toMatchObject({ code, wayBack: { names: { en: `Service ${service.clientId}` } } })
  })
})

test('a finished sign-in resumed many times at once arrives once', async () => {
  const { robot, page, uid } = await atConsent()
  const body = new URLSearchParams({ ...robot.form?.values, action: 'approve' })
  const headers = { cookie: robot.cookies.header(page), accept: 'text/html' }
  const approved = await fetch(page, { method: 'POST', body, headers, redirect: 'manual' })
  expect(approved.status).toBe(303)
  const home = new URL(approved.headers.get('location') ?? '', kapu.issuer)
  await fetch(home, { headers: { cookie: robot.cookies.header(home) }, redirect: 'manual' })
  const resume = new URL(`/auth/${uid}`, kapu.issuer)
  const answers = await Promise.all(
    Array.from({ length: 8 }, () =>
      fetch(resume, { headers: { cookie: robot.cookies.header(resume), accept: 'text/html' }, redirect: 'manual' }),
    ),
  )
  const codes = answers.filter((answer) => /[?&]code=/.test(answer.headers.get('location') ?? ''))
  expect(codes).toHaveLength(1)
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303, 400]))
})
