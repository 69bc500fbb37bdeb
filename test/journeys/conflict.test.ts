/** One browser, two people: every way in which they meet, and each answer to the question that follows. */
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Kapu } from '../support/kapu.ts'
import { type Robot, signIn } from '../support/robot.ts'
import { answerOf, enter, statusOfToken, userInfo } from './enter.ts'
import { auditOf, livingSessions } from './sessions.ts'
import { epochSeconds, later } from './time.ts'
import {
  annaIsIn,
  BOTH_FACTORS,
  identifyAs,
  namesOf,
  openStage,
  requestedSub,
  type Stage,
  twoPeople,
  ways,
} from './two-people.ts'

let stage: Stage
let kapu: Kapu
beforeAll(async () => {
  stage = await openStage()
  ;({ kapu } = stage)
})
afterEach(() => vi.useRealTimers())
afterAll(() => kapu.close())

const named = (some: typeof ways) => some.map((way) => [way.name, way] as const)

describe.each(named(ways))('where %s', (_name, way) => {
  test('the page names who is signed in, who arrives, the service, and what would end', async () => {
    const scene = await annaIsIn(stage)
    await enter(stage.careful, scene.anna, { robot: scene.robot })
    const { robot } = await way.arrive(scene)
    expect(robot.step).toBe('switch_account')
    expect(robot.status).toBe(200)
    expect(robot.text).toContain('Kovács A.')
    expect(robot.text).not.toContain('Kovács Anna')
    expect(robot.text).toContain('Tax Office')
    expect(robot.text).toContain(way.name.includes('tab') ? 'of one service.' : 'of 2 services.')
    expect(robot.text.includes('Szabó')).toBe(way.proved)
    const shown = way.shown(scene)
    if (shown !== null) expect(robot.text).toContain(shown)
    const actions = robot.form?.buttons.map(({ value }) => value)
    expect(actions).toEqual(way.stay ? ['switch', 'stay', 'cancel', 'extend'] : ['switch', 'cancel', 'extend'])
    expect(await livingSessions(kapu, scene.anna.id)).toEqual([scene.uid])
  })

  test('a switch ends all of the first and gives the second a session of their own', async () => {
    const scene = await annaIsIn(stage)
    const asked = await way.arrive(scene)
    const { robot, anna, bela, first } = { ...scene, robot: asked.robot }
    const cookie = sessionCookie(robot)
    const elsewhere = await livingSessions(kapu, bela.id)
    await robot.submit({}, { action: 'switch' })
    if (way.proved) expect(robot.step).toBe('consent')
    else expect(robot.step).toBe('identify')
    expect(await livingSessions(kapu, anna.id)).toEqual([])
    expect(await statusOfToken(stage.mailbox, first.tokens.access_token)).toBe(401)

    await signIn(robot, bela)
    const tokens = await asked.redeem()
    const claims = tokens.claims()
    expect((await userInfo(stage.taxOffice, { tokens }))['name']).toBe('Szabó Béla')
    expect(claims?.auth_time).toBeGreaterThanOrEqual(epochSeconds() - 60)
    const [uid = '', ...others] = (await livingSessions(kapu, bela.id)).filter((one) => !elsewhere.includes(one))
    expect([others, uid === scene.uid]).toEqual([[], false])
    expect(sessionCookie(robot)).not.toBe(cookie)
    expect(await rowsOfAnother(uid, bela.id)).toBe(0)
    expect(await auditOf(kapu, anna.id)).toContain('account_switched')
    expect((await stage.mailbox.ask({ robot: robot.newTab() })).robot.step).toBe('consent')
  })

  test('to give up is access_denied to the service, and the first stays signed in', async () => {
    const scene = await annaIsIn(stage)
    const asked = await way.arrive(scene)
    await asked.robot.submit({}, { action: 'cancel' })
    expect(answerOf(asked.robot)).toMatchObject({ error: 'access_denied', state: asked.state, iss: kapu.issuer })
    expect(asked.robot.url.href.startsWith(stage.taxOffice.redirectUri)).toBe(true)
    expect(await livingSessions(kapu, scene.anna.id)).toEqual([scene.uid])
    expect(await livingSessions(kapu, scene.bela.id)).toHaveLength(way.stay ? 0 : 1)
    expect((await enter(stage.mailbox, scene.anna, { robot: scene.robot })).steps).toEqual([])
  })
})

describe.each(named(ways.filter(({ stay }) => stay)))('where %s', (_name, way) => {
  test('to stay, the first proves the first factor again and goes on as themselves', async () => {
    const scene = await annaIsIn(stage)
    const asked = await way.arrive(scene)
    const { robot } = asked
    await robot.submit({}, { action: 'stay' })
    expect(robot.step).toBe('authenticate/password')
    expect(robot.text).toContain('Kovács A.')
    expect(robot.html).not.toMatch(new RegExp(`Szabó|Kovács Anna|${scene.anna.username}`))
    await robot.submit({ password: 'not-the-password' }, { action: 'continue' })
    expect(robot.alert).not.toBeNull()
    await signIn(robot, scene.anna)
    const tokens = await asked.redeem()
    expect((await userInfo(stage.taxOffice, { tokens }))['name']).toBe('Kovács Anna')
    expect(await livingSessions(kapu, scene.anna.id)).toEqual([scene.uid])
    expect(await livingSessions(kapu, scene.bela.id)).toEqual([])
  })

  test('to stay does not let the second finish with what they proved', async () => {
    const scene = await annaIsIn(stage)
    const asked = await way.arrive(scene)
    await asked.robot.submit({}, { action: 'stay' })
    expect(asked.robot.step).toBe('authenticate/password')
    await asked.robot.open(new URL(asked.robot.url.pathname.split('/').slice(0, 3).join('/'), kapu.issuer))
    expect(asked.robot.step).toBe('authenticate/password')
    const { rows } = await progressOf(scene.bela.id)
    expect(rows).toBe(0)
  })
})

describe('who goes on in their own session', () => {
  test('takes on nothing of what the second proved or said before', async () => {
    const scene = await annaIsIn(stage)
    const asked = await stage.taxOffice.ask({ robot: scene.robot, params: { prompt: 'login' } })
    const { username, password } = scene.bela
    await asked.robot.submit({ username, password, shared: 'yes' }, { action: 'continue' })
    expect(asked.robot.step).toBe('switch_account')
    await asked.robot.submit({}, { action: 'stay' })
    const rows = await kapu.db.selectFrom('sign_ins').selectAll().where('account_id', '=', scene.anna.id).execute()
    expect(rows).toMatchObject([{ events: [], ceremony: null, shared: false }])
    await signIn(asked.robot, scene.anna)
    await asked.redeem()
    const sessions = await kapu.db.selectFrom('sessions').selectAll().where('uid', '=', scene.uid).execute()
    expect(sessions).toMatchObject([{ ended_at: null, shared: false }])
  })

  test('keeps in the session only proofs of their own, whatever lies in the sign-in', async () => {
    const scene = await annaIsIn(stage)
    const asked = await stage.taxOffice.ask({ robot: scene.robot, params: { prompt: 'login' } })
    await signIn(asked.robot, scene.anna, { until: 'consent' })
    const foreign = { factor: 'email-code', accountId: scene.bela.id, at: epochSeconds(), enrolled: false }
    await kapu.db
      .updateTable('sign_ins')
      .set({ events: sql`events || ${JSON.stringify([foreign])}::jsonb` })
      .where('account_id', '=', scene.anna.id)
      .execute()
    await signIn(asked.robot, scene.anna)
    await asked.redeem()
    const proofs = await kapu.db.selectFrom('session_events').selectAll().where('session_uid', '=', scene.uid).execute()
    expect(proofs.map(({ factor }) => factor)).toEqual(expect.arrayContaining(['password', 'totp']))
    expect(new Set(proofs.map(({ account_id }) => account_id))).toEqual(new Set([scene.anna.id]))
  })
})

describe.each(named(ways.filter(({ stay }) => !stay)))('where %s', (_name, way) => {
  test('to stay is refused to whoever asks for it all the same', async () => {
    const scene = await annaIsIn(stage)
    const { robot } = await way.arrive(scene)
    await press(robot, 'stay')
    expect(robot.step).toBe('switch_account')
  })
})

describe('the same person again', () => {
  test.each([
    ['prompt=login', { prompt: 'login' }],
    ['max_age', { max_age: '30' }],
    ['a hint at them', { prompt: 'login', login_hint: 'their own' }],
  ])('is asked no question: %s', async (_name, params: Record<string, string>) => {
    const { anna, robot, uid } = await annaIsIn(stage)
    const own = 'login_hint' in params ? { ...params, login_hint: anna.username } : params
    const { steps } = await enter(stage.mailbox, anna, { robot, params: own })
    expect(steps).toEqual(['identify'])
    expect(await livingSessions(kapu, anna.id)).toEqual([uid])
  })

  test('is asked no question in a tab that was open before', async () => {
    const { anna } = await twoPeople(stage)
    const asked = await stage.taxOffice.ask({ params: {} })
    const other = asked.robot.newTab()
    await enter(stage.mailbox, anna, { robot: other })
    await identifyAs(asked.robot, anna)
    expect(asked.robot.step).toBe('consent')
    await signIn(asked.robot, anna)
    expect((await asked.redeem()).claims()?.aud).toBe(stage.taxOffice.clientId)
    expect(await livingSessions(kapu, anna.id)).toHaveLength(1)
  })

  test('who mistypes the password in a tab that was open before is told so, not signed in', async () => {
    const { anna } = await twoPeople(stage)
    const asked = await stage.taxOffice.ask()
    await enter(stage.mailbox, anna, { robot: asked.robot.newTab() })
    await asked.robot.submit({ username: anna.username, password: 'wrong' }, { action: 'continue' })
    expect([asked.robot.status, asked.robot.step]).toEqual([422, 'identify'])
  })
})

describe('a step-up', () => {
  test('names, masked, whose proof is asked for', async () => {
    const anna = await kapu.account()
    const { robot } = await enter(stage.mailbox, anna)
    await stage.mailbox.ask({ robot, params: BOTH_FACTORS })
    expect(robot.step).toBe('authenticate/totp')
    expect(robot.text).toContain('Kovács A.')
    expect(robot.html).not.toContain(anna.username)
  })

  test('is not met by what another person knows', async () => {
    const { anna, bela, robot, uid } = await annaIsIn(stage)
    const asked = await stage.careful.ask({ robot, params: { ...BOTH_FACTORS, prompt: 'login' } })
    await signIn(asked.robot, bela, { until: 'switch_account' })
    expect(robot.step).toBe('switch_account')
    expect(await livingSessions(kapu, anna.id)).toEqual([uid])
  })
})

describe('names', () => {
  /** What a page says, without what differs from one request to the next. */
  const said = (robot: Robot, name: string): string =>
    robot.text.replaceAll(name, 'NAME').replace(/Reference: \w+|until \d\d:\d\d/g, '')
  const buttons = (robot: Robot) => robot.form?.buttons.map(({ value }) => value)

  test.each(['login_hint', 'sub'])('that nobody has are met with the same pages: %s', async (by) => {
    const people = await twoPeople(stage)
    const { sub } = await namesOf(stage, people.bela)
    const hints =
      by === 'login_hint'
        ? { known: { login_hint: people.bela.username }, unknown: { login_hint: 'nobodyhasthis' } }
        : { known: requestedSub(sub), unknown: requestedSub('x'.repeat(43)) }
    const seen = []
    for (const params of [hints.known, hints.unknown]) {
      const { robot } = await annaIsIn(stage, people)
      await stage.taxOffice.ask({ robot, params })
      const name = 'login_hint' in params ? params.login_hint : 'no name'
      const page = [robot.status, robot.step, said(robot, name), buttons(robot)]
      await robot.submit({}, { action: 'switch' })
      seen.push([...page, robot.step, said(robot, name), buttons(robot)])
      later(60)
    }
    expect(seen[1]).toEqual(seen[0])
  })

  test.each([
    ['login_hint', (name: string) => ({ login_hint: name })],
    ['sub', (_name: string, sub: string) => requestedSub(sub)],
  ])('that nobody has are met with the same error where no page may be shown: %s', async (_by, hint) => {
    const people = await twoPeople(stage)
    const { sub } = await namesOf(stage, people.bela)
    const { robot } = await annaIsIn(stage, people)
    const answers = []
    for (const params of [hint(people.bela.username, sub), hint('nobodyhasthis', 'x'.repeat(43))]) {
      const shown = robot.seen.length
      await stage.taxOffice.ask({ robot, params: { ...params, prompt: 'none' } })
      expect(robot.seen.slice(shown).map(({ url }) => url.origin)).toEqual([kapu.serviceOrigin])
      const { state: _state, ...answer } = answerOf(robot)
      answers.push(answer)
    }
    expect(answers[0]).toMatchObject({ error: 'login_required' })
    expect(answers[1]).toEqual(answers[0])
  })

  test('are shown as they were sent, whatever they are', async () => {
    const { robot } = await annaIsIn(stage)
    await stage.taxOffice.ask({ robot, params: { login_hint: '<b>Kovács Anna</b> "&' } })
    expect(robot.html).not.toContain('<b>Kovács')
    expect(robot.text).toContain('<b>Kovács Anna</b> "&')
  })
})

describe('prompt=select_account', () => {
  test('says who is signed in, masked, and what would end', async () => {
    const { robot } = await annaIsIn(stage)
    await stage.taxOffice.ask({ robot, params: { prompt: 'select_account' } })
    expect(robot.step).toBe('confirm_account')
    expect(robot.text).toContain('Kovács A.')
    expect(robot.text).toContain('of one service.')
  })

  test('cannot be asked without a page', async () => {
    const { robot } = await annaIsIn(stage)
    const asked = await stage.careful.ask({ robot, params: { prompt: 'none' } })
    expect(asked.error).toBe('account_selection_required')
  })
})

/** Presses a button that the page does not have. */
async function press(robot: Robot, action: string): Promise<void> {
  const body = new URLSearchParams({ ...robot.form?.values, action }).toString()
  const cookie = robot.cookies.header(robot.url)
  const headers = { 'content-type': 'application/x-www-form-urlencoded', cookie, 'sec-fetch-site': 'same-origin' }
  const answer = await fetch(robot.url, { method: 'POST', headers, body, redirect: 'manual' })
  await robot.open(new URL(answer.headers.get('location') ?? '', robot.url))
}

function sessionCookie(robot: Robot): string | null {
  return robot.cookies.get('kapu-session', new URL(kapu.issuer))
}

/** Proofs of others in a session, and services that it let others in to. */
async function rowsOfAnother(sessionUid: string, accountId: string): Promise<number> {
  const events = await kapu.db
    .selectFrom('session_events')
    .select('factor')
    .where('session_uid', '=', sessionUid)
    .where('account_id', '!=', accountId)
    .execute()
  return events.length
}

async function progressOf(accountId: string): Promise<{ rows: number }> {
  const rows = await kapu.db.selectFrom('sign_ins').select('cid').where('account_id', '=', accountId).execute()
  return { rows: rows.length }
}
