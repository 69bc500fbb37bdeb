import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Kapu, type TestAccount, startKapu } from '../support/kapu.ts'
import { type Robot, signIn } from '../support/robot.ts'
import { type AskOptions, type Service, serviceOf } from '../support/service.ts'
import { answerOf, enter, statusOfToken } from './enter.ts'
import { auditOf, livingSessions } from './sessions.ts'
import { later } from './time.ts'

let kapu: Kapu
let mailbox: Service
let taxOffice: Service
beforeAll(async () => {
  kapu = await startKapu()
  mailbox = await serviceOf(kapu, await kapu.client())
  taxOffice = await serviceOf(kapu, await kapu.client())
})
afterEach(() => vi.useRealTimers())
afterAll(() => kapu.close())

const anna = { family_name: 'Kovács', given_name: 'Anna' }
const bela = { family_name: 'Tóth', given_name: 'Béla' }

/** Anna is signed in to the mailbox in this browser; Béla is somebody else. */
async function annaIsIn() {
  const [a, b] = [await kapu.account({ identity: anna }), await kapu.account({ identity: bela })]
  const entered = await enter(mailbox, a)
  const subjectOfB = (await enter(mailbox, b)).claims.sub
  later(60)
  const [uid = ''] = await livingSessions(kapu, a.id)
  return { a, b, uid, subjectOfB, ...entered }
}

/** Béla proves who he is at the tax office, in Anna's browser, and stands at the question. */
async function belaComes(robot: Robot, b: TestAccount, options: AskOptions = { params: { prompt: 'login' } }) {
  const asked = await taxOffice.ask({ ...options, robot })
  await signIn(robot, b, { until: 'switch_account' })
  expect(robot.step).toBe('switch_account')
  return asked
}

const cookieOf = (robot: Robot) => robot.cookies.header(new URL(`${kapu.issuer}/`))

describe('a second person at one browser', () => {
  test('is asked before anybody is signed out, and told how many services it concerns', async () => {
    const { a, b, uid, robot, tokens } = await annaIsIn()
    await enter(taxOffice, a, { robot })
    await belaComes(robot, b)
    expect(robot.text).toContain('Tóth Béla')
    expect(robot.text).not.toContain('Kovács Anna')
    expect(robot.text).toContain('2')
    expect(robot.text).not.toContain(`Service ${mailbox.clientId}`)
    expect(robot.form?.buttons.map(({ value }) => value).toSorted()).toEqual(['cancel', 'extend', 'stay', 'switch'])
    expect(await livingSessions(kapu, a.id)).toEqual([uid])
    expect(await statusOfToken(mailbox, tokens.access_token)).toBe(200)
  })

  test('who switches gets a code of their own, a session of their own, and ends the first one’s', async () => {
    const { a, b, robot, tokens, claims, subjectOfB } = await annaIsIn()
    const cookies = cookieOf(robot)
    const asked = await belaComes(robot, b)
    await robot.submit({}, { action: 'switch' })
    const { steps } = await signIn(robot, b)
    expect(steps).toEqual(['consent'])
    const redeemed = (await asked.redeem()).claims()
    expect(redeemed?.sub).toBe(subjectOfB)
    expect(redeemed?.sub).not.toBe(claims.sub)
    expect(redeemed?.auth_time).toBe(Math.floor(Date.now() / 1000))

    expect(await livingSessions(kapu, a.id)).toEqual([])
    expect(await auditOf(kapu, a.id)).toEqual(expect.arrayContaining(['session.ended', 'account_switched']))
    expect(await statusOfToken(mailbox, tokens.access_token)).toBe(401)
    // The other one is of Béla's own browser
    expect(await livingSessions(kapu, b.id)).toHaveLength(2)
    expect(cookieOf(robot)).not.toBe(cookies)
    const next = await enter(mailbox, b, { robot })
    expect(next.steps).toEqual([])
    expect(next.claims.sub).toBe(subjectOfB)
  })

  test('who leaves the first one signed in is forgotten: the first one proves again', async () => {
    const { a, b, uid, robot, claims } = await annaIsIn()
    const asked = await belaComes(robot, b)
    await robot.submit({}, { action: 'stay' })
    expect(robot.step).toBe('authenticate/password')
    later(60)
    const { steps } = await signIn(robot, a)
    expect(steps.at(-1)).toBe('consent')
    expect((await asked.redeem()).claims()?.sub).toBe(claims.sub)
    expect(await livingSessions(kapu, a.id)).toEqual([uid])
    const rows = await kapu.db.selectFrom('session_events').selectAll().where('session_uid', '=', uid).execute()
    expect(new Set(rows.map((row) => row.account_id))).toEqual(new Set([a.id]))
  })

  test('who leaves the first one signed in cannot go on as that one with a password of their own', async () => {
    const { a, b, uid, robot } = await annaIsIn()
    await belaComes(robot, b)
    await robot.submit({}, { action: 'stay' })
    await robot.submit({ password: 'not-the-password' }, { action: 'continue' })
    expect(robot.status).toBe(422)
    expect(await livingSessions(kapu, a.id)).toEqual([uid])
  })

  test('who gives up changes nothing', async () => {
    const { a, b, uid, robot, tokens } = await annaIsIn()
    const asked = await belaComes(robot, b)
    await robot.submit({}, { action: 'cancel' })
    expect(answerOf(robot)).toMatchObject({ error: 'access_denied', state: asked.state, iss: kapu.issuer })
    expect(await livingSessions(kapu, a.id)).toEqual([uid])
    expect(await statusOfToken(mailbox, tokens.access_token)).toBe(200)
    expect((await enter(mailbox, a, { robot })).steps).toEqual([])
  })

  test('is asked the same where the service named them', async () => {
    const { a, b, robot, subjectOfB } = await annaIsIn()
    const asked = await taxOffice.ask({ robot, params: { login_hint: b.username } })
    expect(robot.step).toBe('switch_account')
    expect(robot.text).toContain(b.username)
    expect(robot.text).not.toContain('Tóth')
    await robot.submit({}, { action: 'switch' })
    expect(robot.step).toBe('identify')
    expect(robot.form?.fields['username']?.value).toBe(b.username)
    expect(await livingSessions(kapu, a.id)).toEqual([])
    await signIn(robot, b)
    expect((await asked.redeem()).claims()?.sub).toBe(subjectOfB)
  })

  test('shares no answer about their data with the first one', async () => {
    const { a, b, robot } = await annaIsIn()
    await enter(taxOffice, a, { robot })
    const asked = await belaComes(robot, b)
    await robot.submit({}, { action: 'switch' })
    expect(robot.step).toBe('consent')
    expect(robot.text).toContain('Tóth Béla')
    expect(robot.text).not.toContain('Kovács Anna')
    await signIn(robot, b)
    await asked.redeem()
  })
})

describe('the same person', () => {
  test('signing in again is asked nothing', async () => {
    const { a, uid, robot } = await annaIsIn()
    const again = await enter(taxOffice, a, { robot, params: { prompt: 'login' } })
    expect(again.steps).toEqual(['identify', 'authenticate/totp', 'consent'])
    expect(await livingSessions(kapu, a.id)).toEqual([uid])
  })

  test('with the user name in other letters is the same person', async () => {
    const { a, robot } = await annaIsIn()
    const written = { ...a, username: a.username.toUpperCase() }
    const again = await enter(mailbox, written, { robot, params: { prompt: 'login' } })
    expect(again.steps).toEqual(['identify', 'authenticate/totp'])
  })
})

describe('a tab left at a sign-in', () => {
  test('never signs out who has signed in elsewhere in the browser meanwhile', async () => {
    const [a, b] = [await kapu.account({ identity: anna }), await kapu.account({ identity: bela })]
    const stale = await mailbox.ask({ scope: 'openid' })
    await signIn(stale.robot, b, { until: 'authenticate/totp' })

    const annas = await enter(taxOffice, a, { robot: stale.robot.newTab() })
    const [uid = ''] = await livingSessions(kapu, a.id)

    await signIn(stale.robot, b, { until: 'switch_account' })
    expect(stale.robot.step).toBe('switch_account')
    expect(await livingSessions(kapu, a.id)).toEqual([uid])
    expect(await statusOfToken(taxOffice, annas.tokens.access_token)).toBe(200)

    await stale.robot.submit({}, { action: 'switch' })
    expect((await stale.redeem()).claims()?.amr).toEqual(['pwd', 'otp', 'mfa'])
    expect(await livingSessions(kapu, a.id)).toEqual([])
    expect(await livingSessions(kapu, b.id)).toHaveLength(1)
  })

  test('at its very end asks too, where the other signed in between the last answer and the way back', async () => {
    const [a, b] = [await kapu.account({ identity: anna }), await kapu.account({ identity: bela })]
    const stale = await mailbox.ask()
    await signIn(stale.robot, b, { until: 'consent' })
    await enter(taxOffice, a, { robot: stale.robot.newTab() })
    await stale.robot.submit({}, { action: 'approve' })
    expect(stale.robot.step).toBe('switch_account')
    expect(await livingSessions(kapu, a.id)).toHaveLength(1)
    expect(await livingSessions(kapu, b.id)).toEqual([])
  })

  test('with the question open is asked anew where the first one has left meanwhile', async () => {
    const { a, b, robot } = await annaIsIn()
    const asked = await belaComes(robot, b)
    await kapu.db.updateTable('sessions').set({ ended_at: new Date() }).where('account_id', '=', a.id).execute()
    await robot.submit({}, { action: 'switch' })
    await signIn(robot, b)
    expect((await asked.redeem()).claims()?.amr).toEqual(['pwd', 'otp', 'mfa'])
  })

  test('with the question open never signs out a third person', async () => {
    const { a, b, robot } = await annaIsIn()
    await belaComes(robot, b)
    // Meanwhile, in another tab, Anna left and a third person came
    const third = await kapu.account({ identity: { family_name: 'Nagy', given_name: 'Cili' } })
    const tab = robot.newTab()
    await mailbox.ask({ robot: tab, params: { prompt: 'select_account' } })
    await tab.submit({}, { action: 'switch' })
    await signIn(tab, third)
    expect(await livingSessions(kapu, a.id)).toEqual([])
    expect(await livingSessions(kapu, third.id)).toHaveLength(1)

    await robot.submit({}, { action: 'switch' })
    expect(robot.step).toBe('switch_account')
    expect(await livingSessions(kapu, third.id)).toHaveLength(1)
  })
})
