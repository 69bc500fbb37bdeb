import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { inTransaction } from '../../src/database/transaction.ts'
import { fixedClock } from '../../src/system/clock.ts'
import { createKeyedHash } from '../../src/system/hashing.ts'
import { randomBytes } from '../../src/system/random.ts'
import { defaultLimits } from '../../src/throttle/limits.ts'
import type { Attempt } from '../../src/throttle/scopes.ts'
import { createThrottle, type Outcome } from '../../src/throttle/throttle.ts'
import { race } from '../factors/race.ts'
import { testDatabase, type TestDatabase } from '../support/database.ts'

const START = 1_800_000_000
const CONNECTIONS = 20
const clock = fixedClock(START)
const keyed = createKeyedHash({ current: 'k1', keys: { k1: randomBytes(32) } })
const throttle = createThrottle({ limits: defaultLimits, keyed, clock })

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase({ poolSize: CONNECTIONS })
})
afterAll(() => database.close())
beforeEach(async () => {
  clock.set(START)
  await sql`delete from throttle_counters`.execute(database.db)
})

const password: Attempt = { kind: 'password', account: 'kovacsanna', address: '192.0.2.1', signInId: 'sign-in-1' }
const code: Attempt = { ...password, kind: 'code', account: 'account-1' }
const fromElsewhere = (i: number): Attempt => ({ ...password, address: `203.0.113.${i}` })

const reserve = (attempt: Attempt) => inTransaction(database.db, (t) => throttle.reserve(t, attempt))

async function attempt(what: Attempt, outcome: Outcome = 'failure'): Promise<boolean> {
  const reserved = await reserve(what)
  if (reserved.allowed) await inTransaction(database.db, (t) => throttle.settle(t, reserved.reservation, outcome))
  return reserved.allowed
}

async function refusalOf(what: Attempt) {
  const reserved = await reserve(what)
  return reserved.allowed ? null : { scope: reserved.scope, wait: reserved.until - clock.now() }
}

async function counters(): Promise<Record<string, number>> {
  const { rows } = await sql<{ scope: string; count: number }>`
    select scope, sum(count)::integer as count from throttle_counters group by scope`.execute(database.db)
  return Object.fromEntries(rows.map(({ scope, count }) => [scope, count]))
}

describe('RD7: failures in a row', () => {
  const max = defaultLimits.account.closedAfter
  async function fail(times: number, from = 0): Promise<void> {
    for (let i = from; i < from + times; i++) {
      expect(await attempt(fromElsewhere(i))).toBe(true)
      clock.advance(900)
    }
  }

  test('are at most 100, from wherever they come; no time brings another try', async () => {
    await fail(max)
    clock.advance(30 * 86_400)
    expect(await refusalOf(fromElsewhere(200))).toEqual({ scope: 'account_closed', wait: 0 })
  })

  test('count on over a pause of days', async () => {
    await fail(max - 1)
    clock.advance(179 * 86_400)
    expect(await attempt(fromElsewhere(201))).toBe(true)
    clock.advance(900)
    expect(await refusalOf(fromElsewhere(202))).toMatchObject({ scope: 'account_closed' })
  })

  test('the hundredth is said to be the last, and of many at once exactly one is it', async () => {
    await fail(max - 1)
    const reserved = await race(CONNECTIONS, CONNECTIONS, (i) => reserve(fromElsewhere(200 + i)))
    const allowed = reserved.flatMap((one) => (one.allowed ? [one.reservation.isLast] : []))
    expect(allowed).toEqual([true])
  })

  test('begin anew after a success, and after a new password', async () => {
    await fail(max - 1)
    expect(await attempt(fromElsewhere(203), 'success')).toBe(true)
    await fail(1, 204)
    const anew = await reserve(fromElsewhere(205))
    expect(anew).toMatchObject({ allowed: true, reservation: { isLast: false } })
    clock.advance(900)
    await fail(max - 2, 100)
    expect(await refusalOf(fromElsewhere(206))).toMatchObject({ scope: 'account_closed' })
    await inTransaction(database.db, (t) => throttle.forgetFailures(t, password.account))
    await fail(6, 210)
  })
})

describe('RD7: a known device', () => {
  const device = 'a-device'
  const known: Attempt = { ...password, device }

  test('goes on while the name, its network and the password are closed to strangers', async () => {
    for (let i = 0; i < 30; i++) await attempt({ ...password, account: `name-${i}` })
    expect(await refusalOf({ ...password, account: 'another' })).not.toBeNull()
    const reserved = await reserve(known)
    expect(reserved).toMatchObject({ allowed: true, reservation: { onKnownDevice: true, isLast: false } })
    expect((await reserve({ ...code, device })).allowed).toBe(true)
  })

  test('has ten failures in a day, then it is as unknown as others', async () => {
    for (let i = 0; i < 10; i++) expect((await reserve(known)).allowed).toBe(true)
    expect(await reserve(known)).toMatchObject({ allowed: true, reservation: { onKnownDevice: false } })
    expect(await counters()).toMatchObject({ known_device: 10, account: 1, account_closed: 1 })
    clock.advance(86_400)
    expect(await reserve(known)).toMatchObject({ reservation: { onKnownDevice: true } })
  })

  test('neither closes the password nor gives strangers their tries back', async () => {
    for (let i = 0; i < 4; i++) await attempt(fromElsewhere(i))
    expect(await attempt(known, 'success')).toBe(true)
    expect(await counters()).toMatchObject({ account: 4, account_closed: 4, known_device: 0 })
  })

  test('has limits of its own: another device of the same account keeps its tries', async () => {
    for (let i = 0; i < 10; i++) await attempt(known)
    expect(await reserve({ ...known, device: 'another' })).toMatchObject({ reservation: { onKnownDevice: true } })
  })
})
