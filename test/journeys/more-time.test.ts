/** A page says until when it can be used, and whoever needs longer asks for more time (WCAG 2.2.1). */
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { formatTime } from '../../views/format.ts'
import { type Kapu, startKapu } from '../support/kapu.ts'
import { type Robot, signIn } from '../support/robot.ts'
import { type Service, serviceOf } from '../support/service.ts'
import { codeOn } from './dead-ends.ts'
import { enter } from './enter.ts'
import { LOW, SUBSTANTIAL, threeLevels } from './levels.ts'
import { livingSessions } from './sessions.ts'
import { epochSeconds, later } from './time.ts'

const MINUTE = 60
const HOUR = 60 * MINUTE
const MORE = { action: 'extend' }

let kapu: Kapu
let mailbox: Service
let taxOffice: Service
beforeAll(async () => {
  kapu = await startKapu({ policy: (policy) => ({ ...threeLevels(policy), defaultAcr: LOW }) })
  mailbox = await serviceOf(kapu, await kapu.client())
  taxOffice = await serviceOf(kapu, await kapu.client({ optional_claims: ['email'] }))
})
beforeEach(() => later(0))
afterEach(() => vi.useRealTimers())
afterAll(() => kapu.close())

/** That the page says this end, in words and to its script. */
function expectUntil(robot: Robot, end: number): void {
  expect(robot.text).toContain(`You can use this page until ${formatTime(end)}.`)
  expect(robot.html).toContain(`data-seconds-left="${end - epochSeconds()}"`)
}

/** What the page's script gets. */
async function askQuietly(robot: Robot): Promise<Response> {
  const uid = robot.url.pathname.split('/')[2]
  return fetch(`${kapu.issuer}/interaction/${uid}/extend`, {
    method: 'POST',
    headers: { cookie: robot.cookies.header(robot.url), 'accept-language': 'en' },
    body: new URLSearchParams({ csrf: robot.form?.values['csrf'] ?? '' }),
  })
}

describe('a sign-in for which more time was asked', () => {
  test('can be finished after its first end, with what was typed shown again but for the password', async () => {
    const person = await kapu.account()
    const { robot, redeem } = await mailbox.ask()
    expectUntil(robot, epochSeconds() + 30 * MINUTE)
    later(29 * MINUTE)
    await robot.submit({ username: person.username, password: person.password, shared: 'yes' }, MORE)
    expect(robot.step).toBe('identify')
    expectUntil(robot, epochSeconds() + 30 * MINUTE)
    expect(robot.form?.values).toMatchObject({ username: person.username, shared: 'yes' })
    expect(robot.html).not.toContain(person.password)
    later(29 * MINUTE)
    await signIn(robot, person, { until: 'consent' })
    later(MINUTE - 1)
    await signIn(robot, person)
    expect((await redeem()).access_token).toBeTypeOf('string')
  })

  test('keeps what was proved in it for as long', async () => {
    const person = await kapu.account()
    const { robot, redeem } = await mailbox.ask({ scope: 'openid', params: { acr_values: SUBSTANTIAL } })
    await signIn(robot, person, { until: 'authenticate/totp' })
    later(20 * MINUTE)
    await robot.submit({}, MORE)
    expect(robot.step).toBe('authenticate/totp')
    later(20 * MINUTE)
    const { rows } = await sql`
      select 1 from sign_ins where account_id = ${person.id} and expires_at > to_timestamp(${epochSeconds()})`.execute(
      kapu.db,
    )
    expect(rows).toHaveLength(1)
    expect((await signIn(robot, person)).steps).toEqual(['authenticate/totp'])
    expect((await redeem()).claims()?.acr).toBe(SUBSTANTIAL)
  })

  test('keeps the ticks of what may be shared', async () => {
    const person = await kapu.account()
    const { robot } = await taxOffice.ask({ scope: 'openid name email' })
    await signIn(robot, person, { until: 'consent' })
    await robot.submit({ claim_email: 'yes' }, MORE)
    expect(robot.step).toBe('consent')
    expect(robot.form?.values).toMatchObject({ claim_email: 'yes' })
  })

  test('would have ended', async () => {
    const { robot } = await mailbox.ask()
    later(29 * MINUTE)
    await robot.reload()
    later(MINUTE)
    await robot.reload()
    expect(codeOn(robot)).toBe('E-FLOW-01')
  })

  test('is put off more than ten times, but ends 8 hours after it began, to the second', async () => {
    const { robot } = await mailbox.ask()
    const end = epochSeconds() + 8 * HOUR
    let times = 0
    while (robot.form?.buttons.some(({ value }) => value === 'extend') === true) {
      later(29 * MINUTE)
      await robot.submit({}, MORE)
      times += 1
    }
    expect(times).toBeGreaterThan(10)
    expectUntil(robot, end)
    later(end - epochSeconds() - 1)
    expect((await askQuietly(robot)).status).toBe(200)
    await robot.reload()
    expect(robot.step).toBe('identify')
    later(1)
    expect((await askQuietly(robot)).status).toBe(400)
    await robot.reload()
    expect(codeOn(robot)).toBe('E-FLOW-01')
  })

  test('does not come back once it has ended', async () => {
    const { robot } = await mailbox.ask()
    later(30 * MINUTE)
    await robot.submit({}, MORE)
    expect(codeOn(robot)).toBe('E-FLOW-01')
  })

  test('is asked for by the script alone, with the form’s token', async () => {
    const { robot } = await mailbox.ask()
    later(10 * MINUTE)
    const answer = await askQuietly(robot)
    expect(await answer.json()).toEqual({
      seconds_left: 30 * MINUTE,
      until: `You can use this page until ${formatTime(epochSeconds() + 30 * MINUTE)}.`,
      warning: expect.stringContaining('ask for more time'),
      more: true,
    })
    expect(answer.headers.getSetCookie().filter((cookie) => /^kapu-ixr?=/.test(cookie))).toHaveLength(2)
    const uid = robot.url.pathname.split('/')[2]
    const forged = await fetch(`${kapu.issuer}/interaction/${uid}/extend`, {
      method: 'POST',
      headers: { cookie: robot.cookies.header(robot.url) },
      body: new URLSearchParams({ csrf: 'made-up' }),
    })
    expect(forged.status).toBe(403)
  })
})

describe('a page that rests on the browser’s session', () => {
  async function stepUp(options: { shared?: boolean } = {}) {
    const person = await kapu.account()
    const { robot } = await enter(mailbox, person, { scope: 'openid' })
    const [uid = ''] = await livingSessions(kapu, person.id)
    if (options.shared === true) await sql`update sessions set shared = true where uid = ${uid}`.execute(kapu.db)
    later(10 * MINUTE)
    const asked = await taxOffice.ask({ scope: 'openid', robot, params: { acr_values: SUBSTANTIAL } })
    return { person, asked, robot }
  }

  test('says the end of the session where that comes first, and more time puts off both', async () => {
    const { person, asked, robot } = await stepUp()
    expect(robot.step).toBe('authenticate/totp')
    expectUntil(robot, epochSeconds() + 20 * MINUTE)
    later(19 * MINUTE)
    await robot.submit({}, MORE)
    expectUntil(robot, epochSeconds() + 30 * MINUTE)
    later(10 * MINUTE)
    expect((await signIn(robot, person)).steps).toEqual(['authenticate/totp'])
    expect((await asked.redeem()).claims()?.acr).toBe(SUBSTANTIAL)
  })

  test('never past the session’s own end', async () => {
    const { person, robot } = await stepUp()
    const [uid = ''] = await livingSessions(kapu, person.id)
    const end = epochSeconds() + 25 * MINUTE
    await sql`update sessions set started_at = to_timestamp(${end - 8 * HOUR}) where uid = ${uid}`.execute(kapu.db)
    await robot.submit({}, MORE)
    expectUntil(robot, end)
  })

  test('says its own end where it asks anew whatever the session says', async () => {
    const person = await kapu.account()
    const { robot } = await enter(mailbox, person, { scope: 'openid' })
    later(10 * MINUTE)
    await taxOffice.ask({ scope: 'openid', robot, params: { prompt: 'login' } })
    expectUntil(robot, epochSeconds() + 30 * MINUTE)
  })

  test('puts off no session at a computer that others use', async () => {
    const { person, robot } = await stepUp({ shared: true })
    const ends = async () => {
      const { rows } = await sql`select expires_at from sessions where account_id = ${person.id}`.execute(kapu.db)
      return rows
    }
    const before = await ends()
    await robot.submit({}, MORE)
    expect(await ends()).toEqual(before)
  })
})
