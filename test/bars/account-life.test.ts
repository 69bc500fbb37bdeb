/**
 * One code, one account; one person, one account; one notice: also when everybody comes at the same moment. Beside each
 * the version that looks first and writes then: it lets several through, so the race here is one.
 */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { NewRegistration } from '../../src/accounts/life/account-life.ts'
import { createAccount } from '../../src/accounts/account.ts'
import { codeContext, plainCode } from '../../src/accounts/life/one-time-code.ts'
import { inTransaction } from '../../src/database/transaction.ts'
import { birthKeys } from '../../src/persons/identity-key.ts'
import { findPersonByBirth } from '../../src/persons/person.ts'
import { toDate } from '../../src/system/clock.ts'
import { randomUuid } from '../../src/system/random.ts'
import { race } from '../factors/race.ts'
import { START } from '../accounts/life/builders.ts'
import { CITIZEN, lifeFixture, newName, somebody, type LifeFixture } from '../accounts/life/fixture.ts'

const ROUNDS = 5
const CONNECTIONS = 50
const LONG = 120_000

let life: LifeFixture
beforeAll(async () => {
  life = await lifeFixture({ poolSize: CONNECTIONS })
})
afterAll(() => life.close())

describe('100 redemptions of one code at once', () => {
  test('give one account and one notice', { timeout: LONG }, async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { id, username, email } = await life.account('office')
      const code = await life.codeFor(email)
      const answers = await race(100, CONNECTIONS, () => life.redeem(username, code))
      expect(answers.filter(({ ok }) => ok)).toEqual([{ ok: true, accountId: id, state: 'ACTIVE' }])
      expect(await life.templates(email)).toEqual(['activation-code', 'account-ready'])
      expect((await life.auditOf(id)).filter((event) => event.startsWith('account.activated'))).toHaveLength(1)
    }
  })

  test('would give several if the code were looked at first and used then', { timeout: LONG }, async () => {
    let won = 0
    for (let round = 0; round < ROUNDS && won < 2; round++) {
      const { id, email } = await life.account('office')
      const typed = plainCode(await life.codeFor(email))
      won = (await race(100, CONNECTIONS, () => lookThenUse(id, typed))).filter((done) => done).length
    }
    expect(won).toBeGreaterThan(1)
  })
})

describe('50 registrations of one person at once', () => {
  test('give one account; the others leave nothing behind', { timeout: LONG }, async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const identity = somebody()
      const hows: readonly NewRegistration['how'][] = ['office', 'eid', 'signature']
      const answers = await race(50, CONNECTIONS, (i) => life.open({ how: hows[i % 3] ?? 'office', identity }))
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
      expect(new Set(answers.map((answer) => (answer.ok ? null : answer.refusal)))).toEqual(
        new Set([null, 'person_has_account']),
      )
      expect(await personsOf(identity)).toBe(1)
    }
  })

  test('would give several if the person were looked for first and entered then', { timeout: LONG }, async () => {
    let made = 0
    for (let round = 0; round < ROUNDS && made < 2; round++) {
      const identity = somebody()
      const ids = await race(50, CONNECTIONS, () => lookThenEnter(identity))
      made = ids.filter((id) => id !== null).length
    }
    expect(made).toBeGreaterThan(1)
  })
})

test('50 who ask for one user name at once: one gets it, and the others leave nothing', { timeout: LONG }, async () => {
  const username = newName()
  const answers = await race(50, CONNECTIONS, () => life.open({ how: 'temporary', username }))
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
  expect(await life.templates(`${username}@posta.example`)).toEqual(['activation-code'])
})

test('50 forgotten passwords at once: three codes, of which the last is good', { timeout: LONG }, async () => {
  const { username, email } = await life.active()
  await race(50, CONNECTIONS, () => inTransaction(life.db, (t) => life.life.forgotten(t, { username, email }, CITIZEN)))
  expect((await life.templates(email)).filter((template) => template === 'reset-code')).toHaveLength(3)
})

/** The naive redemption: what was read before the transaction decides. */
async function lookThenUse(accountId: string, typed: string): Promise<boolean> {
  const { rows } = await sql<{ id: string; code_hash: string; used_at: Date | null }>`
    select id, code_hash, used_at from one_time_codes where account_id = ${accountId}`.execute(life.db)
  const [code] = rows
  if (code === undefined || code.used_at !== null) return false
  if (!life.core.pepper.matches(codeContext('ACTIVATION', accountId), typed, code.code_hash)) return false
  await inTransaction(life.db, async (t) => {
    await sql`update one_time_codes set used_at = ${toDate(START)} where id = ${code.id}`.execute(t)
    await sql`update accounts set state = 'ACTIVE' where id = ${accountId}`.execute(t)
  })
  return true
}

/** The naive registration: no key in the database says that a person is one. */
async function lookThenEnter(identity: ReturnType<typeof somebody>): Promise<string | null> {
  const { db, core, sealing } = life
  if ((await findPersonByBirth(db, core.pepper, identity)) !== null) return null
  return await inTransaction(db, async (t) => {
    const personId = randomUuid()
    await sql`insert into persons (id, verified, identity_sealed, subject_seed_sealed, created_at)
      values (${personId}, true, 'sealed', 'sealed', ${toDate(START)})`.execute(t)
    const username = newName()
    const account = {
      personId,
      username,
      state: 'REG_PENDING',
      language: 'hu',
      email: `${username}@posta.example`,
    } as const
    return await createAccount(t, { ...account, emailConfirmedAt: null }, { sealing, keyed: core.pepper, now: START })
  })
}

async function personsOf(identity: ReturnType<typeof somebody>): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from persons where birth_key = any (${[...birthKeys(life.core.pepper, identity)]})`.execute(
    life.db,
  )
  return rows[0]?.count ?? 0
}
