/** Guessing, over HTTP: waits grow, names tell nothing (T6), and nobody chooses the address they are counted as (T5). */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { sql } from 'kysely'
import { type Kapu, startKapu, type TestAccount } from '../support/kapu.ts'
import { createRobot, type Robot, signIn } from '../support/robot.ts'
import { type Service, serviceOf } from '../support/service.ts'
import { type Answer, send, standingForm, submission, waitOf } from './raw-requests.ts'

const FREE = 5
const WAITS = [30, 60, 120, 240, 480, 900, 900]

/** One proxy is trusted, so that each test can come from addresses of its own. */
let kapu: Kapu
let service: Service
beforeAll(async () => {
  kapu = await startKapu({ mail: true, settings: { proxyHops: 1 } })
  service = await serviceOf(kapu, await kapu.client())
})
afterAll(() => kapu.close())
// The robots' own address would run out of tries.
beforeEach(() => sql`delete from throttle_counters`.execute(kapu.db))
afterEach(() => void vi.useRealTimers())

let networks = 0

/** An address that nobody has come from. */
function newAddress(): string {
  networks += 1
  return `198.51.${100 + Math.floor(networks / 200)}.${1 + (networks % 200)}`
}

/** As many browsers, each before the first page of a sign-in of its own. */
async function openedForms(count: number, from = service): Promise<ReturnType<typeof standingForm>[]> {
  const forms: ReturnType<typeof standingForm>[] = []
  for (let i = 0; i < count; i++) forms.push(standingForm((await from.ask()).robot))
  return forms
}

interface Guess {
  readonly username: string
  readonly password?: string
  readonly address?: string
}

/** A guess in a sign-in of its own. */
async function guess({ username, password = 'wrong password', address = newAddress() }: Guess): Promise<Answer> {
  const { robot } = await service.ask()
  return await send(
    kapu.issuer,
    submission(standingForm(robot), { username, password, action: 'continue' }, { 'x-forwarded-for': address }),
  )
}

/** The page without what differs from visit to visit. */
function masked({ body }: Answer, username: string): string {
  return body
    .replaceAll(username, 'NAME')
    .replaceAll(/\/interaction\/[\w-]+/g, '/interaction/UID')
    .replaceAll(/(name="csrf" value=")[^"]*/g, '$1CSRF')
    .replaceAll(/\b[0-9a-hjkmnp-tv-z]{26}\b/g, 'INCIDENT')
    .replaceAll(/\d{1,2}:\d{2}/g, 'TIME')
    .replaceAll(/data-seconds-left="\d+"/g, 'SECONDS-LEFT')
}

describe('a wrong password', () => {
  test('is answered alike for a known and an unknown name, up to and beyond the limit', async () => {
    const known = (await kapu.account({ username: 'ismert-nev' })).username
    const unknown = 'nincs-ilye'
    for (let i = 0; i < FREE + 2; i++) {
      const [one, other] = [await guess({ username: known }), await guess({ username: unknown })]
      expect(one.status).toBe(i < FREE ? 422 : 429)
      expect(other.status).toBe(one.status)
      expect(masked(other, unknown)).toBe(masked(one, known))
      expect(Object.keys(other.headers)).toEqual(Object.keys(one.headers))
    }
  })

  test('costs a wait that grows, with Retry-After and a page that says until when', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-25T13:00:00Z') })
    const { username } = await kapu.account()
    for (let i = 0; i < FREE; i++) expect((await guess({ username })).status).toBe(422)
    for (const wait of WAITS) {
      const refused = await guess({ username, password: 'Minta-jelszo-2026' })
      expect([refused.status, waitOf(refused)]).toEqual([429, wait])
      const until = new Date(Date.now() + wait * 1000)
      const hour = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Budapest', timeStyle: 'short' }).format(until)
      expect(refused.body).toContain(`Try again after ${hour} on 25 November 2026`)
      vi.setSystemTime(Date.now() + wait * 1000)
      expect((await guess({ username })).status).toBe(422)
    }
  })

  test('is forgotten after a right one', async () => {
    const { username, password } = await kapu.account()
    for (let i = 0; i < FREE - 1; i++) expect((await guess({ username })).status).toBe(422)
    expect((await guess({ username, password })).status).toBe(303)
    for (let i = 0; i < FREE; i++) expect((await guess({ username })).status).toBe(422)
    expect((await guess({ username })).status).toBe(429)
  })

  test('does not make another account wait', async () => {
    const [one, other] = [await kapu.account(), await kapu.account()]
    for (let i = 0; i < FREE; i++) await guess({ username: one.username })
    expect((await guess({ username: one.username })).status).toBe(429)
    expect((await guess(other)).status).toBe(303)
  })

  test('counts for one name however it is typed', async () => {
    const { username } = await kapu.account({ username: 'sokfele' })
    for (let i = 0; i < FREE; i++) await guess({ username: ['sokfele', 'SOKFELE', ' Sokfele '][i % 3] ?? '' })
    expect((await guess({ username })).status).toBe(429)
  })
})

describe('a forged X-Forwarded-For', () => {
  /** 25 names, each tried once: only the address is counted more than once. */
  async function fails(target: Service, issuer: string, headersOf: (i: number) => string): Promise<number[]> {
    const forms = await openedForms(25, target)
    const answers: number[] = []
    for (const [i, form] of forms.entries()) {
      const fields = { username: `forged-${headersOf(0)}-${i}`, password: 'wrong', action: 'continue' }
      const answer = await send(issuer, submission(form, fields, { 'x-forwarded-for': headersOf(i) }))
      answers.push(answer.status)
    }
    return answers
  }
  const twentyThenNone = [...Array<number>(20).fill(422), ...Array<number>(5).fill(429)]

  test('does not begin the count anew where no proxy is trusted', async () => {
    const alone = await startKapu({ settings: { proxyHops: 0 } })
    try {
      const target = await serviceOf(alone, await alone.client())
      expect(await fails(target, alone.issuer, (i) => `203.0.113.${i}`)).toEqual(twentyThenNone)
    } finally {
      await alone.close()
    }
  })

  test('does not begin the count anew before the part that the trusted proxy wrote', async () => {
    expect(await fails(service, kapu.issuer, (i) => `203.0.113.${i}, 192.0.2.77`)).toEqual(twentyThenNone)
  })

  test('would begin it anew if the left-most address were believed', async () => {
    expect(await fails(service, kapu.issuer, (i) => `203.0.113.${100 + i}`)).toEqual(Array<number>(25).fill(422))
  })
})

describe('a wrong code', () => {
  async function atCode(person: TestAccount): Promise<Robot> {
    const { robot } = await service.ask()
    await signIn(robot, person, {
      until: person.totpSecret === undefined ? 'authenticate/email-code' : 'authenticate/totp',
    })
    return robot
  }

  for (const factor of ['totp', 'email-code'] as const) {
    test(`of ${factor} is taken five times; the sixth ends the sign-in and leads back to the service`, async () => {
      const person = await kapu.account({ holds: ['password', factor] })
      const robot = await atCode(person)
      expect(robot.step).toBe(`authenticate/${factor}`)
      for (let i = 0; i < 5; i++) {
        await robot.submit({ code: '000000' }, { action: 'continue' })
        expect([robot.status, robot.step]).toEqual([422, `authenticate/${factor}`])
      }
      await robot.submit({ code: '000000' }, { action: 'continue' })
      expect(robot.status).toBe(429)
      expect(Number(robot.headers['retry-after'])).toBeGreaterThan(0)
      expect(robot.html).toContain('E-CODE-03')
      await robot.clickLink(/^Back to /)
      expect(robot.url.href).toBe(`${kapu.serviceOrigin}/${service.clientId}/`)
      expect(robot.text).toBe('arrived')
    })

    test(`of ${factor} counts for the account, so that a new sign-in gives no new tries`, async () => {
      const person = await kapu.account({ holds: ['password', factor] })
      const robot = await atCode(person)
      for (let i = 0; i < 5; i++) await robot.submit({ code: '000000' }, { action: 'continue' })
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 61_000 })
      const again = await atCode(person)
      await again.submit({ code: '000000' }, { action: 'continue' })
      expect(again.status).toBe(429)
      expect(again.html).toContain('E-WAIT-01')
      expect(Number(again.headers['retry-after'])).toBeGreaterThan(800)
    })
  }

  test('after the fifth, the right one is not taken either', async () => {
    const person = await kapu.account()
    const robot = await atCode(person)
    for (let i = 0; i < 5; i++) await robot.submit({ code: '000000' }, { action: 'continue' })
    await signIn(robot, person).catch(() => undefined)
    expect(robot.status).toBe(429)
  })
})

describe('another mail with a code', () => {
  test('within a minute is refused with Retry-After and a page that says until when; afterwards it is sent', async () => {
    const person = await kapu.account({ holds: ['password', 'email-code'] })
    const { robot } = await service.ask()
    await signIn(robot, person, { until: 'authenticate/email-code' })
    const queued = await mailsQueued()
    await robot.submit({}, { action: 'resend' })
    expect([robot.status, robot.step]).toEqual([429, 'authenticate/email-code'])
    const wait = Number(robot.headers['retry-after'])
    expect(wait).toBeGreaterThan(0)
    expect(wait).toBeLessThanOrEqual(60)
    expect(robot.alert).toMatch(/You can request a new code after \d{1,2}:\d{2} on \d{1,2} \w+ \d{4}/)
    expect(await mailsQueued()).toBe(queued)

    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 61_000 })
    await robot.submit({}, { action: 'resend' })
    expect([robot.status, robot.alert]).toEqual([200, null])
    expect(await mailsQueued()).toBe(queued + 1)
  })

  test('is refused to a new sign-in of the same account, too', async () => {
    const person = await kapu.account({ holds: ['password', 'email-code'] })
    const one = (await service.ask()).robot
    await signIn(one, person, { until: 'authenticate/email-code' })
    const other = (await service.ask({ robot: createRobot({ language: 'en' }) })).robot
    await signIn(other, person, { until: 'error' })
    expect([other.status, other.step]).toEqual([429, 'error'])
    expect(other.text).toMatch(/You can request a new code after \d{1,2}:\d{2}/)
  })
})

/** Mails ever asked for: the codes' rows. */
async function mailsQueued(): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from email_codes`.execute(kapu.db)
  return rows[0]?.count ?? -1
}
