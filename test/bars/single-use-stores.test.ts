/**
 * The statements that single use rests on, each raced on the real database, and beside each the version that looks
 * first and writes then: it lets several win, so the race here is one.
 */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Db } from '../../src/database/connect.ts'
import { inTransaction, type Transaction } from '../../src/database/transaction.ts'
import { createAudit } from '../../src/audit/record.ts'
import { consumeCode, insertCode } from '../../src/factors/email-code/store.ts'
import { placeAuthenticator, readAuthenticator, spendStep } from '../../src/factors/totp/store.ts'
import { consumeArtefact, rememberAssertion, saveArtefact } from '../../src/provider/artefacts/store.ts'
import { toDate } from '../../src/system/clock.ts'
import { createKeyedHash } from '../../src/system/hashing.ts'
import { randomBytes, randomId, randomUuid } from '../../src/system/random.ts'
import { factorFixture, NOW, type Fixture } from '../factors/fixture.ts'
import { testDatabase, type TestDatabase } from '../support/database.ts'

const ROUNDS = 10
const PARALLEL = 100
const CONNECTIONS = 50
const MINUTE = 60

let fixture: Fixture
let database: TestDatabase
beforeAll(async () => {
  fixture = await factorFixture()
  database = await testDatabase({ poolSize: CONNECTIONS })
})
afterAll(async () => {
  await fixture.database.close()
  await database.close()
})

/** One of what can be used once, and how it is used: by the product's statement, and by looking first. */
interface Once {
  use(): Promise<boolean>
  lookThenUse(): Promise<boolean>
}

const kinds: Readonly<Record<string, () => Promise<Once>>> = {
  'an authorization code': () => artefact('AuthorizationCode'),
  'a refresh token': () => artefact('RefreshToken'),
  'a pushed authorization request': () => artefact('PushedAuthorizationRequest'),
  async 'a client assertion'() {
    const id = randomBytes(32)
    return {
      use: () => rememberAssertion(database.db, id, NOW + MINUTE),
      async lookThenUse() {
        const { rows } = await sql`select 1 from replayed_assertions where id = ${id}`.execute(database.db)
        if (rows.length > 0) return false
        await sql`
          insert into replayed_assertions (id, expires_at) values (${id}, ${toDate(NOW + MINUTE)})
          on conflict (id) do update set expires_at = excluded.expires_at`.execute(database.db)
        return true
      },
    }
  },
  async 'a code of the app'() {
    const accountId = await fixture.account()
    const app = { id: randomUuid(), accountId, step: 2 }
    const enrolled = { ...app, replaces: null, secretSealed: 'sealed', lastStep: 1, deletionCodeHash: null }
    await inTransaction(fixture.db, (t) => placeAuthenticator(t, { ...enrolled, createdAt: NOW }))
    return {
      use: () => inTransaction(fixture.db, (t) => spendStep(t, app)),
      lookThenUse: () =>
        inTransaction(fixture.db, async (t) => {
          if (((await readAuthenticator(t, accountId))?.lastStep ?? 0) >= app.step) return false
          await sql`update totp_authenticators set last_step = ${app.step} where id = ${app.id}`.execute(t)
          return true
        }),
    }
  },
  async 'a mailed code'() {
    const code = { id: randomUuid(), accountId: await fixture.account(), signInId: randomId() }
    const sent = { ...code, purpose: 'authenticate', codeHash: 'hash', sessionNumber: '123' } as const
    await inTransaction(fixture.db, (t) => insertCode(t, { ...sent, expiresAt: NOW + MINUTE }))
    return {
      use: () => inTransaction(fixture.db, (t) => consumeCode(t, code.id, NOW)),
      lookThenUse: () => inTransaction(fixture.db, (t) => lookThenMark(t, 'email_codes', sql`id = ${code.id}`)),
    }
  },
}

describe.each(Object.entries(kinds))('%s', (_name, make) => {
  test(`is used by one of ${PARALLEL} at the same moment, ${ROUNDS} times over`, async () => {
    const winners = await rounds(async () => (await make()).use)
    expect(winners).toEqual(Array(ROUNDS).fill(1))
  })

  test('would be used by several if it were looked up first and marked then', async () => {
    const winners = await rounds(async () => (await make()).lookThenUse)
    expect(Math.max(...winners)).toBeGreaterThan(1)
  })

  test('stays used', async () => {
    const once = await make()
    expect(await once.use()).toBe(true)
    expect(await once.use()).toBe(false)
  })
})

/** How many won in each round, each on a fresh one. */
async function rounds(fresh: () => Promise<() => Promise<boolean>>): Promise<number[]> {
  const winners: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const use = await fresh()
    const won = await Promise.all(Array.from({ length: PARALLEL }, use))
    winners.push(won.filter(Boolean).length)
  }
  return winners
}

async function artefact(model: string): Promise<Once> {
  const { db } = database
  const id = randomBytes(32)
  const nobodys = { grantId: null, sessionUid: null, accountId: null, clientId: null, cid: null }
  const row = { model, id, payload: 'sealed', ...nobodys, expiresAt: NOW + MINUTE }
  await saveArtefact(db, row, { boundToSession: false, audit: null, ticket: null, now: NOW })
  const event = { event: 'code.consumed', at: NOW, outcome: 'success', actor: { type: 'client', id: null } } as const
  const audit = await auditOf().row(event)
  return {
    use: () => consumeArtefact(db, { model, id, now: NOW, audit }),
    lookThenUse: () => lookThenMark(db, 'oidc_items', sql`model = ${model} and id = ${id}`),
  }
}

/** What an adapter does that was written as the library's documentation says: find, check, then set a mark. */
async function lookThenMark(db: Db | Transaction, table: string, which: ReturnType<typeof sql>): Promise<boolean> {
  const { rows } = await sql<{ consumed_at: Date | null }>`
    select consumed_at from ${sql.table(table)} where ${which}`.execute(db)
  if (rows[0]?.consumed_at !== null) return false
  await sql`update ${sql.table(table)} set consumed_at = ${toDate(NOW)} where ${which}`.execute(db)
  return true
}

function auditOf() {
  const keyed = createKeyedHash({ current: 'k1', keys: { k1: randomBytes(32) } })
  return createAudit({ sealing: fixture.sealing, keyed, instance: 'test' })
}
