import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { inTransaction } from '../../src/database/transaction.ts'
import { fixedClock, toDate } from '../../src/system/clock.ts'
import { createKeyedHash } from '../../src/system/hashing.ts'
import { randomBytes } from '../../src/system/random.ts'
import { defaultLimits } from '../../src/throttle/limits.ts'
import type { Attempt } from '../../src/throttle/scopes.ts'
import { createThrottle, type Outcome, type Reservation } from '../../src/throttle/throttle.ts'
import { race } from '../factors/race.ts'
import { testDatabase, type TestDatabase } from '../support/database.ts'

const START = 1_800_000_000
const CONNECTIONS = 20
const clock = fixedClock(START)
const statements: string[] = []
const keyed = createKeyedHash({ current: 'k1', keys: { k1: randomBytes(32) } })
const throttle = createThrottle({ limits: defaultLimits, keyed, clock })

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase({ poolSize: CONNECTIONS, onStatement: (text) => statements.push(text) })
})
afterAll(() => database.close())
beforeEach(async () => {
  clock.set(START)
  await sql`delete from throttle_counters`.execute(database.db)
})

const password: Attempt = { kind: 'password', account: 'kovacsanna', address: '192.0.2.1', signInId: 'sign-in-1' }
const code: Attempt = { ...password, kind: 'code', account: 'account-1' }

const reserve = (attempt: Attempt) => inTransaction(database.db, (t) => throttle.reserve(t, attempt))
const settle = (reservation: Reservation, outcome: Outcome) =>
  inTransaction(database.db, (t) => throttle.settle(t, reservation, outcome))

async function attempt(what: Attempt, outcome: Outcome = 'failure'): Promise<boolean> {
  const reserved = await reserve(what)
  if (reserved.allowed) await settle(reserved.reservation, outcome)
  return reserved.allowed
}

async function refusalOf(what: Attempt) {
  const reserved = await reserve(what)
  return reserved.allowed ? null : { scope: reserved.scope, wait: reserved.until - clock.now() }
}

async function counters(): Promise<Record<string, number>> {
  const { rows } = await sql<{ scope: string; count: number }>`
    select scope, sum(count)::integer as count from throttle_counters group by scope order by scope`.execute(
    database.db,
  )
  return Object.fromEntries(rows.map(({ scope, count }) => [scope, count]))
}

describe('passwords of one name', () => {
  test('five failures are free, then each further one costs a longer wait, up to 15 minutes', async () => {
    for (let i = 0; i < 5; i++) expect(await attempt(fromElsewhere(i))).toBe(true)
    for (const [i, wait] of [30, 60, 120, 240, 480, 900, 900, 900].entries()) {
      expect(await refusalOf(password)).toEqual({ scope: 'account', wait })
      clock.advance(wait - 1)
      expect(await refusalOf(password)).toEqual({ scope: 'account', wait: 1 })
      clock.advance(1)
      expect(await attempt(fromElsewhere(i))).toBe(true)
    }
  })

  test('a success forgets them', async () => {
    for (let i = 0; i < 4; i++) await attempt(password)
    expect(await attempt(password, 'success')).toBe(true)
    for (let i = 0; i < 5; i++) expect(await attempt(password)).toBe(true)
    expect(await refusalOf(password)).toEqual({ scope: 'account', wait: 30 })
  })

  test('are forgotten a day after the last', async () => {
    for (let i = 0; i < 8; i++) {
      await attempt(password)
      clock.advance(900)
    }
    clock.advance(24 * 60 * 60)
    for (let i = 0; i < 5; i++) expect(await attempt(password)).toBe(true)
    expect(await refusalOf(password)).toEqual({ scope: 'account', wait: 30 })
  })

  test('consecutive ones stay counted over the waits', async () => {
    for (let i = 0; i < 12; i++) {
      await attempt(fromElsewhere(i))
      clock.advance(900)
    }
    const { rows } = await sql`select consecutive from throttle_counters where scope = 'account'`.execute(database.db)
    expect(rows).toEqual([{ consecutive: 12 }])
  })

  test('of 200 at the same time five are let in', async () => {
    for (let round = 0; round < 3; round++) {
      const name = { ...password, account: `burst-${round}` }
      const results = await race(200, CONNECTIONS, (i) => reserve({ ...name, address: `192.0.2.${i}` }))
      expect(results.filter(({ allowed }) => allowed)).toHaveLength(5)
    }
  })

  test('of 200 at the same time more than five are let in when counting is reading and then writing', async () => {
    await sql`insert into throttle_counters (key, scope, expires_at) values ('\\x00', 'naive', ${toDate(START)})`.execute(
      database.db,
    )
    const results = await race(200, CONNECTIONS, naiveReserve)
    expect(results.filter((allowed) => allowed).length).toBeGreaterThan(5)
  })
})

describe('a network address', () => {
  const name = (i: number): Attempt => ({ ...password, account: `name-${i % 25}` })

  test('fails 20 times in 5 minutes and no more, whoever is tried', async () => {
    for (let i = 0; i < 20; i++) expect(await attempt(name(i))).toBe(true)
    expect(await refusalOf(name(20))).toEqual({ scope: 'address', wait: 300 })
    expect(await refusalOf({ ...name(20), address: '192.0.2.2' })).toBeNull()
    clock.advance(300)
    expect(await attempt(name(20))).toBe(true)
  })

  test('fails 100 times in an hour and no more', async () => {
    for (let i = 0; i < 100; i++) {
      expect(await attempt(name(i))).toBe(true)
      clock.advance(20)
    }
    expect(await refusalOf(name(100))).toEqual({ scope: 'address', wait: 3_600 - 2_000 })
  })

  test('is an IPv6 network of 64 bits', async () => {
    for (let i = 0; i < 20; i++) await attempt({ ...name(i), address: `2001:db8::${i}` })
    expect(await refusalOf({ ...name(20), address: '2001:db8::ffff' })).toEqual({ scope: 'address', wait: 300 })
    expect(await refusalOf({ ...name(20), address: '2001:db8:0:1::1' })).toBeNull()
  })

  test('is not charged for successes', async () => {
    for (let i = 0; i < 60; i++) expect(await attempt({ ...password, account: `name-${i}` }, 'success')).toBe(true)
    expect(await counters()).toEqual({
      account: 0,
      account_closed: 0,
      address: 0,
      account_address: 0,
      name_at_address: 0,
      names_at_address: 0,
    })
  })

  test('fails 30 different names in 15 minutes and no more; a name it tried before is not one more', async () => {
    const many = { ...defaultLimits, address: [{ max: 1_000, per: 300 }] }
    const roomy = createThrottle({ limits: many, keyed, clock })
    const tryName = (i: number) =>
      inTransaction(database.db, (t) => roomy.reserve(t, { ...password, account: `name-${i}` }))
    for (let i = 0; i < 30; i++) expect((await tryName(i)).allowed).toBe(true)
    expect(await tryName(30)).toEqual({ allowed: false, scope: 'names_at_address', until: START + 900 })
    expect((await tryName(7)).allowed).toBe(true)
    clock.advance(900)
    expect((await tryName(30)).allowed).toBe(true)
  })
})

describe('one account from one address', () => {
  const account = { free: 10_000, waits: [30], closedAfter: 10_000 }
  const slow = createThrottle({ limits: { ...defaultLimits, account }, keyed, clock })
  const guess = () => inTransaction(database.db, (t) => slow.reserve(t, password))
  const HALF_A_DAY = 12 * 3_600

  async function fill(): Promise<void> {
    for (let i = 0; i < 50; i++) {
      expect((await guess()).allowed).toBe(true)
      clock.advance(60)
    }
  }

  test('fails 50 times in 12 hours, and each window that was filled makes the next a tenth longer', async () => {
    for (const length of [HALF_A_DAY, HALF_A_DAY * 1.1, HALF_A_DAY * 1.1 ** 2]) {
      const began = clock.now()
      await fill()
      expect(await guess()).toEqual({ allowed: false, scope: 'account_address', until: began + Math.floor(length) })
      clock.set(began + Math.ceil(length))
    }
  })

  test('has windows of 30 days at most', async () => {
    await fill()
    await sql`update throttle_counters set filled = 100 where scope = 'account_address'`.execute(database.db)
    clock.set(START + HALF_A_DAY)
    await fill()
    expect(await guess()).toMatchObject({ until: START + HALF_A_DAY + 30 * 24 * 3_600 })
  })

  test('leaves other addresses and other accounts alone', async () => {
    await fill()
    const elsewhere = (more: Partial<Attempt>) =>
      inTransaction(database.db, (t) => slow.reserve(t, { ...password, ...more }))
    clock.advance(3_600)
    expect((await elsewhere({ address: '192.0.2.2' })).allowed).toBe(true)
    expect((await elsewhere({ account: 'another' })).allowed).toBe(true)
    expect((await elsewhere({})).allowed).toBe(false)
  })
})

describe('codes', () => {
  test('of one account fail five times in 15 minutes, over all sign-ins', async () => {
    for (let i = 0; i < 5; i++) expect(await attempt({ ...code, signInId: `sign-in-${i}` })).toBe(true)
    expect(await refusalOf({ ...code, signInId: 'another' })).toEqual({ scope: 'account_codes', wait: 900 })
    clock.advance(900)
    expect(await attempt({ ...code, signInId: 'another' })).toBe(true)
  })

  test('end their sign-in after five wrong ones', async () => {
    for (let i = 0; i < 5; i++) await attempt(code)
    clock.advance(3_600)
    expect(await refusalOf(code)).toMatchObject({ scope: 'interaction' })
    expect(await refusalOf({ ...code, signInId: 'another' })).toBeNull()
  })

  test('do not count as passwords, nor passwords as codes', async () => {
    for (let i = 0; i < 5; i++) await attempt({ ...code, account: 'same' })
    expect(await attempt({ ...password, account: 'same' })).toBe(true)
  })

  test('of one account are let in five times of 200 at the same time', async () => {
    const results = await race(200, CONNECTIONS, (i) =>
      reserve({ ...code, signInId: `sign-in-${i}`, address: `198.51.100.${i}` }),
    )
    expect(results.filter(({ allowed }) => allowed)).toHaveLength(5)
  })
})

describe('a reservation', () => {
  test('is one statement', async () => {
    await inTransaction(database.db, async (t) => {
      statements.length = 0
      await throttle.reserve(t, password)
      expect(statements).toHaveLength(1)
    })
  })

  test('that is refused counts nowhere', async () => {
    for (let i = 0; i < 5; i++) await attempt(password)
    const before = await counters()
    for (let i = 0; i < 30; i++) expect(await attempt(password)).toBe(false)
    expect(await counters()).toEqual(before)
  })

  test('of an attempt that was never judged is taken back, and the failures before it stay', async () => {
    for (let i = 0; i < 4; i++) await attempt(password)
    for (let i = 0; i < 10; i++) expect(await attempt(password, 'unjudged')).toBe(true)
    expect(await counters()).toEqual({
      account: 4,
      account_closed: 4,
      address: 2 * 4,
      account_address: 4,
      name_at_address: 4,
      names_at_address: 1,
    })
    await attempt(password)
    expect(await attempt(password)).toBe(false)
  })

  test('is not taken back from a window that began after it', async () => {
    const reserved = await reserve(password)
    clock.advance(3_600)
    await attempt({ ...password, account: 'somebody' })
    if (!reserved.allowed) throw new Error('the first attempt is let in')
    await settle(reserved.reservation, 'success')
    expect(await counters()).toMatchObject({ address: 2, names_at_address: 1 })
  })

  test('does not wait in a circle with others of the same accounts and addresses', async () => {
    const results = await race(200, CONNECTIONS, (i) =>
      attempt({ ...password, account: `name-${i % 7}`, address: `192.0.2.${i % 5}` }, 'success'),
    )
    expect(results).toHaveLength(200)
    expect(await counters()).toMatchObject({ account: 0, address: 0 })
  })

  test('leaves neither name nor address to be read', async () => {
    await attempt(password)
    const { rows } = await sql<{ text: string }>`
      select encode(key, 'escape') || c::text as text from throttle_counters c`.execute(database.db)
    expect(rows.map(({ text }) => text).join()).not.toMatch(/kovacsanna|192\.0\.2\.1/)
  })
})

describe('mails with a code', () => {
  const mail = (account: string, address = '192.0.2.1', kind = 'authenticate email-code') =>
    inTransaction(database.db, (t) => throttle.reserveMail(t, { account, kind, address }))

  test('go to one account once a minute, five times an hour, ten times a day', async () => {
    for (let i = 0; i < 5; i++) {
      expect((await mail('account-1')).allowed).toBe(true)
      expect(await mail('account-1')).toMatchObject({ allowed: false, scope: 'account_mails' })
      clock.advance(60)
    }
    expect(await mail('account-1')).toEqual({ allowed: false, scope: 'account_mails', until: START + 3_600 })
    clock.set(START + 3_600)
    for (let i = 0; i < 5; i++) {
      expect((await mail('account-1')).allowed).toBe(true)
      clock.advance(60)
    }
    clock.set(START + 3 * 3_600)
    expect(await mail('account-1')).toEqual({ allowed: false, scope: 'account_mails', until: START + 24 * 3_600 })
  })

  test('pause between two of one kind only, and count together over an hour', async () => {
    const kinds = ['authenticate identification-mail', 'enrol email-code', 'authenticate email-code']
    for (const kind of kinds) expect((await mail('account-1', undefined, kind)).allowed).toBe(true)
    expect((await mail('account-1', undefined, 'enrol email-code')).allowed).toBe(false)
    clock.advance(60)
    for (const kind of kinds.slice(0, 2)) expect((await mail('account-1', undefined, kind)).allowed).toBe(true)
    expect(await mail('account-1', undefined, kinds[2])).toMatchObject({ allowed: false, until: START + 3_600 })
  })

  test('are asked for by one address 25 times in five minutes', async () => {
    for (let i = 0; i < 25; i++) expect((await mail(`account-${i}`)).allowed).toBe(true)
    expect(await mail('account-25')).toEqual({ allowed: false, scope: 'address_mails', until: START + 300 })
    expect((await mail('account-25', '192.0.2.2')).allowed).toBe(true)
  })

  test('leave once of 50 requests at the same time', async () => {
    const results = await race(50, CONNECTIONS, () => mail('account-1'))
    expect(results.filter(({ allowed }) => allowed)).toHaveLength(1)
  })
})

function fromElsewhere(i: number): Attempt {
  return { ...password, address: `203.0.113.${i}` }
}

/** What the statement is there to prevent: the count is read, judged by the program, and written back. */
async function naiveReserve(): Promise<boolean> {
  return await inTransaction(database.db, async (t) => {
    const { rows } = await sql<{ count: number }>`
      select count from throttle_counters where key = '\\x00'`.execute(t)
    const count = rows[0]?.count ?? 0
    if (count >= 5) return false
    await sql`update throttle_counters set count = ${count + 1} where key = '\\x00'`.execute(t)
    return true
  })
}
