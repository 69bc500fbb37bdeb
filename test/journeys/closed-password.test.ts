/** RD7: too many failures close the password for unknown devices, not the account (security T1, T4). */
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { inTransaction } from '../../src/database/transaction.ts'
import { send, standingForm, submission } from '../bars/raw-requests.ts'
import { type Kapu, startKapu, type TestAccount } from '../support/kapu.ts'
import { createRobot, type Robot, signIn } from '../support/robot.ts'
import { type Service, serviceOf } from '../support/service.ts'
import { enter } from './enter.ts'
import { later } from './time.ts'

const CLOSED_AFTER = 100
const FORGOTTEN = '/elfelejtett-jelszo'

let kapu: Kapu
let service: Service
beforeAll(async () => {
  kapu = await startKapu({ settings: { proxyHops: 1 } })
  service = await serviceOf(kapu, await kapu.client())
})
afterAll(() => kapu.close())
// The robots' own address would run out of tries
beforeEach(() => sql`delete from throttle_counters`.execute(kapu.db))
afterEach(() => void vi.useRealTimers())

const english = () => createRobot({ language: 'en' })

async function tryPassword(username: string, password: string, robot = english()): Promise<Robot> {
  await service.ask({ robot })
  return robot.submit({ username, password }, { action: 'continue' })
}

/** Strangers' failures in a row, each after the longest wait. */
async function fail(username: string, times: number): Promise<void> {
  for (let i = 0; i < times; i++) {
    later(901)
    const robot = await tryPassword(username, `wrong password ${i}`)
    expect([robot.status, robot.alert]).toEqual([422, expect.stringContaining('E-LOGIN-01')])
  }
}

/** The same, as they are counted. */
async function countFailures(username: string, times: number): Promise<void> {
  for (let i = 0; i < times; i++) {
    later(901)
    const attempt = { kind: 'password', account: username, address: `203.0.113.${i}`, signInId: `s${i}` } as const
    const reserved = await inTransaction(kapu.db, (t) => kapu.core.throttle.reserve(t, attempt))
    expect(reserved.allowed).toBe(true)
  }
  later(901)
}

async function audited(accountId: string): Promise<number> {
  const rows = kapu.db.selectFrom('audit_events').select('uid').where('event', '=', 'account.password_closed')
  return (await rows.where('subject_account_id', '=', accountId).execute()).length
}

async function closedAt(accountId: string): Promise<Date | null> {
  const row = kapu.db.selectFrom('passwords').select('closed_at').where('account_id', '=', accountId)
  return (await row.executeTakeFirstOrThrow()).closed_at
}

async function mailsWaiting(): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from graphile_worker.jobs`.execute(
    kapu.db,
  )
  return rows[0]?.count ?? 0
}

const state = async (id: string) =>
  (await kapu.db.selectFrom('accounts').select('state').where('id', '=', id).executeTakeFirstOrThrow()).state

describe('a hundred wrong passwords in a row', () => {
  test('T1 #32: are all that is ever judged on unknown devices; then the right one is answered like a wrong one', async () => {
    const person = await kapu.account()
    const hashes = kapu.core.gate.computed()
    await fail(person.username, CLOSED_AFTER - 1)
    expect(await closedAt(person.id)).toBeNull()
    const mails = await mailsWaiting()
    await fail(person.username, 1)
    expect(await closedAt(person.id)).not.toBeNull()
    expect(await audited(person.id)).toBe(1)
    expect((await mailsWaiting()) - mails).toBe(1)
    expect(await state(person.id)).toBe('ACTIVE')

    const pages = []
    for (const password of [person.password, 'wrong password']) {
      later(901)
      const robot = await tryPassword(person.username, password)
      expect(robot.status).toBe(403)
      expect(robot.text).toContain('E-PW-DIS')
      expect(robot.headers['retry-after']).toBeUndefined()
      pages.push(maskedText(robot))
    }
    expect(pages[1]).toBe(pages[0])
    expect(kapu.core.gate.computed() - hashes).toBe(CLOSED_AFTER)
    expect(await audited(person.id)).toBe(1)
  }, 120_000)

  test('RD7: the page on an unknown device names the ways that are open', async () => {
    const person = await kapu.account()
    await countFailures(person.username, CLOSED_AFTER)
    const robot = await tryPassword(person.username, person.password)
    expect(robot.links.map(({ href }) => href.replace(/\?.*/, ''))).toContain(FORGOTTEN)
    expect(robot.text).toContain('device on which you have signed in before')
    expect(robot.text).toContain('registration body')
  })

  test('T6: a name that nobody has is answered the same, to the last', async () => {
    const { username } = await kapu.account()
    const answers = []
    for (const name of [username, 'nobody-has-this-one']) {
      await countFailures(name, CLOSED_AFTER - 1)
      const last = await tryPassword(name, 'wrong password')
      later(901)
      const next = await tryPassword(name, 'wrong password')
      answers.push(
        [last, next].map((robot) => [robot.status, maskedText(robot).replaceAll(name, 'NAME'), headersOf(robot)]),
      )
    }
    expect(answers[1]).toEqual(answers[0])
  })

  test('#32: of many at once at the hundredth, one is judged: one closing, one record, one mail', async () => {
    const person = await kapu.account()
    await countFailures(person.username, CLOSED_AFTER - 1)
    const forms = []
    for (let i = 0; i < 20; i++) forms.push(standingForm((await service.ask()).robot))
    const [hashes, mails] = [kapu.core.gate.computed(), await mailsWaiting()]
    const fields = { username: person.username, password: 'wrong password', action: 'continue' }
    const answers = await Promise.all(
      forms.map((form, i) => send(kapu.issuer, submission(form, fields, { 'x-forwarded-for': `198.51.100.${i + 1}` }))),
    )
    expect(answers.filter(({ status }) => status === 422)).toHaveLength(1)
    expect(kapu.core.gate.computed() - hashes).toBe(1)
    expect(await closedAt(person.id)).not.toBeNull()
    expect([await audited(person.id), (await mailsWaiting()) - mails]).toEqual([1, 1])
  })

  test('#32: a right one as the hundredth lets its owner in and begins the count anew', async () => {
    const person = await kapu.account()
    await countFailures(person.username, CLOSED_AFTER - 1)
    await signIn((await service.ask()).robot, person)
    expect(await closedAt(person.id)).toBeNull()
    await fail(person.username, 2)
    expect(await closedAt(person.id)).toBeNull()
  })

  test('#32: where the hundredth never came back from being judged, the next one closes the password', async () => {
    const person = await kapu.account()
    await countFailures(person.username, CLOSED_AFTER)
    expect(await closedAt(person.id)).toBeNull()
    await tryPassword(person.username, 'wrong password')
    expect([await audited(person.id), await closedAt(person.id)]).toEqual([1, expect.any(Date)])
  })

  test.each(['TEMP_ACTIVE', 'PW_EXPIRED'] as const)(
    '#32: close the password of an account that is %s',
    async (state) => {
      const person = await kapu.account({ state })
      await countFailures(person.username, CLOSED_AFTER - 1)
      await fail(person.username, 1)
      expect(await closedAt(person.id)).not.toBeNull()
    },
  )
})

describe('a known device', () => {
  async function known(): Promise<{ person: TestAccount; robot: Robot }> {
    const person = await kapu.account()
    const { robot } = await enter(service, person, { robot: english() })
    return { person, robot }
  }

  /** The session is over; the device stays. */
  function afterwards(robot: Robot): Robot {
    later(12 * 3_600)
    return robot
  }

  test('T4 RD7: lets its owner in under permanent attack, in no time', async () => {
    const { person, robot } = await known()
    await countFailures(person.username, CLOSED_AFTER)
    await tryPassword(person.username, 'wrong password')
    expect(await closedAt(person.id)).not.toBeNull()
    afterwards(robot)
    const begun = performance.now()
    const { steps } = await enter(service, person, { robot })
    expect(performance.now() - begun).toBeLessThan(2_000)
    expect(steps[0]).toBe('identify')
    // Which opens it to nobody else
    expect(await closedAt(person.id)).not.toBeNull()
    later(901)
    expect((await tryPassword(person.username, person.password)).text).toContain('E-PW-DIS')
  })

  test('RD7: is not made to wait for what strangers typed, nor for what others at its address did', async () => {
    const { person, robot } = await known()
    afterwards(robot)
    for (let i = 0; i < 6; i++) await tryPassword(person.username, 'wrong password')
    for (let i = 0; i < 30; i++) await tryPassword(`name-of-nobody-${i}`, 'wrong password')
    expect((await tryPassword('another-name', 'wrong password')).status).toBe(429)
    await enter(service, person, { robot })
  })

  test('RD7: has ten failures a day of its own, then it waits like any other', async () => {
    const { person, robot } = await known()
    afterwards(robot)
    for (let i = 0; i < 10; i++) expect((await tryPassword(person.username, `wrong ${i}`, robot)).status).toBe(422)
    for (let i = 0; i < 5; i++) expect((await tryPassword(person.username, `wrong ${i}`, robot)).status).toBe(422)
    expect((await tryPassword(person.username, person.password, robot)).status).toBe(429)
  })

  test('edge j: closed, then expired: the owner is told on it that the password expired', async () => {
    const { person, robot } = await known()
    await countFailures(person.username, CLOSED_AFTER)
    await tryPassword(person.username, 'wrong password')
    await sql`update accounts set state = 'PW_EXPIRED' where id = ${person.id}`.execute(kapu.db)
    const asked = await service.ask({ robot: afterwards(robot) })
    await signIn(asked.robot, person, { until: 'error' })
    expect(asked.robot.text).toContain('E-PW-EXP')
  })
})

test('#33: what a clerk does opens nothing; a new password does, and strangers have their hundred tries anew', async () => {
  const person = await kapu.account()
  await countFailures(person.username, CLOSED_AFTER - 1)
  await fail(person.username, 1)
  const { life, passwordHasher } = kapu.core
  const by = { actor: { type: 'registrar', id: 'clerk' } } as const
  const sent = await inTransaction(kapu.db, (t) => life.apply(t, person.id, { type: 're_enable_password' }, by))
  expect([sent.ok, await closedAt(person.id)]).toEqual([true, expect.any(Date)])
  const password = 'zsiráf kabát 7 lépcső'
  const passwordHash = await passwordHasher.hash(password)
  const change = { type: 'change_password', passwordHash, validity: { years: 2 } } as const
  await inTransaction(kapu.db, (t) => life.apply(t, person.id, change, by))
  expect(await closedAt(person.id)).toBeNull()
  await fail(person.username, 3)
  later(901)
  await enter(service, { ...person, password })
})

function maskedText(robot: Robot): string {
  return robot.text
    .replaceAll(/\b[0-9a-hjkmnp-tv-z]{26}\b/g, 'INCIDENT')
    .replaceAll(/\d{1,2}:\d{2}/g, 'TIME')
    .replaceAll(/\d{1,2} [A-Z]\w+ 20\d\d/g, 'DAY')
}

function headersOf({ headers }: Robot): Record<string, unknown> {
  const { date: _date, 'content-length': _length, ...rest } = headers
  return Object.fromEntries(Object.entries(rest).filter(([name]) => !/incident|request-id/.test(name)))
}
