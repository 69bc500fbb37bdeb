import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Policy } from '../../src/assurance/policy.ts'
import { type Kapu, startKapu, type TestAccount } from '../support/kapu.ts'
import { send, standingForm, submission } from '../bars/raw-requests.ts'
import { createRobot, type Robot, signIn } from '../support/robot.ts'
import { type Asked, type AskOptions, type Service, serviceOf } from '../support/service.ts'
import { enter, statusOfToken } from './enter.ts'
import { livingSessions } from './sessions.ts'
import { later } from './time.ts'

const MINUTE = 60

let kapu: Kapu
let mailbox: Service
let taxOffice: Service
beforeAll(async () => {
  kapu = await startKapu()
  mailbox = await serviceOf(kapu, await kapu.client())
  taxOffice = await serviceOf(kapu, await kapu.client())
})
beforeEach(() => later(0))
afterEach(() => vi.useRealTimers())
afterAll(() => kapu.close())

/** Goes on with the first page ticked. */
async function tickAndSignIn(asked: Asked, person: TestAccount): Promise<void> {
  const { robot } = asked
  const { username, password } = person
  expect(robot.form?.fields['shared']?.type).toBe('checkbox')
  await robot.submit({ username, password, shared: 'yes' }, { action: 'continue' })
  await signIn(robot, person)
  expect(robot.text).toBe('arrived')
}

async function signedInAtSharedComputer(options: AskOptions = {}) {
  const person = await kapu.account()
  const asked = await mailbox.ask({ scope: 'openid', ...options })
  await tickAndSignIn(asked, person)
  return { person, asked, robot: asked.robot }
}

async function isLetIn(service: Service, robot: Robot): Promise<boolean> {
  const asked = await service.ask({ scope: 'openid', robot: robot.newTab(), params: { prompt: 'none' } })
  if (asked.error !== null) expect(asked.error).toBe('login_required')
  return asked.error === null
}

describe('the tick of the first page', () => {
  const byAppAlone = (policy: Policy): Policy => ({
    ...policy,
    levels: policy.levels.map((level) => ({ ...level, combinations: [...level.combinations, { factors: ['totp'] }] })),
    selfIdentifying: ['totp'],
  })

  test('is kept where a method is chosen that tells by itself who it is, and may be taken back', async () => {
    const other = await startKapu({ policy: byAppAlone })
    const library = await serviceOf(other, await other.client())
    const shared = () => other.db.selectFrom('sign_ins').select('shared').execute()
    const { robot } = await library.ask({ scope: 'openid' })
    const home = robot.url
    await robot.submit({ shared: 'yes' }, { factor: 'totp' })
    expect(robot.step).toBe('authenticate/totp')
    expect(await shared()).toEqual([{ shared: true }])
    await robot.open(home)
    expect(robot.form?.values).toMatchObject({ shared: 'yes' })
    await signIn(robot, await other.account())
    const { rows } = await sql`select shared from sessions where account_id is not null`.execute(other.db)
    expect(rows).toEqual([{ shared: true }])

    const again = await library.ask({ scope: 'openid' })
    await again.robot.submit({ shared: 'yes' }, { factor: 'totp' })
    await again.robot.open(again.robot.url.href.replace(/\/authenticate.*/, ''))
    const form = standingForm(again.robot)
    const { shared: _tick, ...values } = form.values
    await send(other.issuer, submission({ ...form, values }, { factor: 'totp' }))
    expect(await shared()).toEqual([{ shared: false }])
    await other.close()
  })

  test('says after how long without use it signs out', async () => {
    const other = await startKapu({ settings: { lifetimes: { sharedSessionIdle: 'PT4M' } } })
    const library = await serviceOf(other, await other.client())
    expect((await library.ask()).robot.text).toContain('after 4 minutes without use')
    await other.close()
  })
})

describe('a session on a shared computer', () => {
  test('gives its own service what it asked for', async () => {
    const { asked, person } = await signedInAtSharedComputer({ scope: 'openid name' })
    const tokens = await asked.redeem()
    expect(await statusOfToken(mailbox, tokens.access_token)).toBe(200)
    expect(await livingSessions(kapu, person.id)).toHaveLength(1)
  })

  test('signs in to no other service, and not to its own again', async () => {
    const { asked, robot, person } = await signedInAtSharedComputer()
    await asked.redeem()
    expect(await isLetIn(taxOffice, robot)).toBe(false)
    expect(await isLetIn(mailbox, robot)).toBe(false)
    const again = await enter(taxOffice, person, { robot })
    expect(again.steps.slice(0, 2)).toEqual(['identify', 'authenticate/totp'])
  })

  test('stays one, also where its person signs in again without the tick', async () => {
    const { robot, person } = await signedInAtSharedComputer()
    await enter(taxOffice, person, { robot, scope: 'openid' })
    expect(await isLetIn(mailbox, robot)).toBe(false)
  })

  test('becomes one where its person says so later', async () => {
    const person = await kapu.account()
    const { robot } = await enter(mailbox, person, { scope: 'openid' })
    expect(await isLetIn(taxOffice, robot)).toBe(true)
    await tickAndSignIn(await mailbox.ask({ scope: 'openid', robot, params: { prompt: 'login' } }), person)
    expect(await isLetIn(taxOffice, robot)).toBe(false)
  })

  test('ends ten minutes after its last token, to the second, and the token with it', async () => {
    const { asked, person } = await signedInAtSharedComputer()
    later(50)
    const tokens = await asked.redeem()
    later(10 * MINUTE - 1)
    expect(await statusOfToken(mailbox, tokens.access_token)).toBe(200)
    expect(await endOf(person)).toBe(Math.floor(Date.now() / 1000) + 1)
    later(1)
    expect(await statusOfToken(mailbox, tokens.access_token)).toBe(401)
  })

  test('that was never used ends ten minutes after it began', async () => {
    const { person } = await signedInAtSharedComputer()
    expect(await endOf(person)).toBe(Math.floor(Date.now() / 1000) + 10 * MINUTE)
  })

  test('does not keep the ordinary one of another browser from signing in', async () => {
    const { person } = await signedInAtSharedComputer()
    const elsewhere = await enter(mailbox, person, { scope: 'openid' })
    expect(await isLetIn(taxOffice, elsewhere.robot)).toBe(true)
  })
})

describe('the tick', () => {
  test('is kept where the page comes back with a fault', async () => {
    const { robot } = await mailbox.ask()
    await robot.submit({ username: 'somebody', password: 'wrong', shared: 'yes' }, { action: 'continue' })
    expect(robot.status).toBe(422)
    expect(robot.form?.values['shared']).toBe('yes')
  })

  test('is off unless somebody sets it', async () => {
    const { robot } = await mailbox.ask()
    expect(robot.form?.values['shared']).toBeUndefined()
  })
})

test('a sign-in leaves nothing behind that outlives the browser, but for its own half hour', async () => {
  const asked = await mailbox.ask({ scope: 'openid', robot: createRobot({ language: 'hu' }) })
  const { robot } = asked
  const page = robot.url
  await robot.clickLink('English')
  expect(String(robot.headers['set-cookie'])).toMatch(/kapu-language=en; Path=\/; HttpOnly/)
  await tickAndSignIn(asked, await kapu.account())
  const persistent = robot.cookies.persistent(page).filter((name) => !/^kapu-ixr?(\.sig)?$/.test(name))
  expect(persistent).toEqual([])
  later(30 * MINUTE)
  expect(robot.cookies.persistent(page)).toEqual([])
})

/** When the account's one session ends, in epoch seconds. */
async function endOf(person: TestAccount): Promise<number> {
  const [row] = await kapu.db
    .selectFrom('sessions')
    .select('expires_at')
    .where('account_id', '=', person.id)
    .where('ended_at', 'is', null)
    .execute()
  return (row?.expires_at.getTime() ?? 0) / 1000
}
