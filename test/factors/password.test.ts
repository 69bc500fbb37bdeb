import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connect } from '../../src/database/connect.ts'
import { inTransaction } from '../../src/database/transaction.ts'
import { createPasswordFactor, setPassword } from '../../src/factors/password/password.ts'
import { readPassword } from '../../src/factors/password/store.ts'
import { toDate } from '../../src/system/clock.ts'
import { createGate } from '../../src/system/gate.ts'
import { createPasswordHasher, type PasswordHasher } from '../../src/system/password-hash.ts'
import { factorContract, settleIn } from './contract.ts'
import { contextOf, factorFixture, NOW, PASSWORD, type Fixture } from './fixture.ts'
import { race } from './race.ts'

let fixture: Fixture
beforeAll(async () => {
  fixture = await factorFixture()
})
afterAll(() => fixture.database.close())

factorContract({
  id: 'password',
  fixture: () => fixture,
  holder: () => fixture.account(),
  stranger: () => closedAccount(),
  answer: async () => ({ password: PASSWORD }),
  wrong: { password: 'Mas-jelszo-2026' },
  stateless: ['authentication'],
  takesOnce: false,
})

const judge = (accountId: string | null, password: string, factor = fixture.factor('password')) =>
  factor.authentication.finish(contextOf(accountId), null, { password })

describe('a password', () => {
  const refused = { verified: false, text: 'E-LOGIN-01', field: null, stateSpent: false }

  test.each([
    ['128 characters', 'ű'.repeat(128), true],
    ['129 characters', 'a'.repeat(129), false],
    ['128 characters of four bytes', '🔑'.repeat(128), true],
    ['more than 512 bytes', '🔑'.repeat(127) + 'e\u0301\u0302\u0303', false],
  ])('of %s is hashed as such, or costs the same and is wrong', async (_name, password, accepted) => {
    const accountId = await fixture.account()
    await change(accountId, password, NOW + 1)
    const before = fixture.gate.computed()
    const verdict = await judge(accountId, password)
    expect(verdict.verified).toBe(accepted)
    if (!accepted) expect(verdict).toEqual(refused)
    expect(fixture.gate.computed() - before).toBe(1)
  })

  test('is the same in another composition', async () => {
    const accountId = await fixture.account()
    await change(accountId, 'árvíztűrő'.normalize('NFC'), NOW + 1)
    expect((await judge(accountId, 'árvíztűrő'.normalize('NFD'))).verified).toBe(true)
  })

  test('is not trimmed', async () => {
    expect(await judge(await fixture.account(), `${PASSWORD} `)).toEqual(refused)
  })

  test('that was closed is wrong, whatever is typed, at the same cost', async () => {
    const before = fixture.gate.computed()
    const accountId = await closedAccount()
    const closing = fixture.gate.computed()
    expect(await judge(accountId, PASSWORD)).toEqual(refused)
    expect(fixture.gate.computed() - closing).toBe(1)
    expect(closing - before).toBe(1)
  })

  test('that was replaced while it was being judged proves nothing', async () => {
    const accountId = await fixture.account()
    const verdict = await judge(accountId, PASSWORD)
    await change(accountId, PASSWORD, NOW)
    expect(await settleIn(fixture, verdict)).toBe(false)
  })

  test('that was closed while it was being judged proves nothing', async () => {
    const accountId = await fixture.account()
    const verdict = await judge(accountId, PASSWORD)
    await close(accountId)
    expect(await settleIn(fixture, verdict)).toBe(false)
  })

  test('is hashed while no connection is held: a pool of one has it free', async () => {
    const { db, close } = connect(fixture.database.url, { poolSize: 1 })
    let looked = 0
    const watched = watchedHasher(fixture.passwordHasher, async () => {
      await sql`select 1`.execute(db)
      looked += 1
    })
    const factor = createPasswordFactor({ db, passwordHasher: watched })
    expect((await judge(await fixture.account(), PASSWORD, factor)).verified).toBe(true)
    expect(await judge(null, PASSWORD, factor)).toEqual(refused)
    expect(looked).toBe(2)
    await close()
  })
})

describe('a raised cost', () => {
  test('hashes the password again when it is typed, once', async () => {
    const accountId = await fixture.account()
    const factor = createPasswordFactor({ db: fixture.db, passwordHasher: dearerHasher() })
    const before = await readPassword(fixture.db, accountId)

    expect(await settleIn(fixture, await judge(accountId, PASSWORD, factor))).toBe(true)
    const after = await readPassword(fixture.db, accountId)
    expect(after?.hash).toContain('m=128,')
    expect(after).toMatchObject({ id: before?.id, setAt: NOW })

    expect(await settleIn(fixture, await judge(accountId, PASSWORD, factor))).toBe(true)
    expect((await readPassword(fixture.db, accountId))?.hash).toBe(after?.hash)
  })

  test('lets everybody in who typed the password at the same time, and stores one hash', async () => {
    const accountId = await fixture.account()
    const factor = createPasswordFactor({ db: fixture.db, passwordHasher: dearerHasher() })
    const verdicts = await race(20, 20, () => judge(accountId, PASSWORD, factor))
    const settled = await race(19, 19, (i) => settleIn(fixture, verdicts[i] ?? never()))
    expect(settled).toEqual(Array(19).fill(true))
    const stored = await readPassword(fixture.db, accountId)
    expect(await settleIn(fixture, verdicts[19] ?? never())).toBe(true)
    expect(await readPassword(fixture.db, accountId)).toEqual(stored)
  })

  test('does not bring back a password that was replaced', async () => {
    const accountId = await fixture.account()
    const factor = createPasswordFactor({ db: fixture.db, passwordHasher: dearerHasher() })
    const verdict = await judge(accountId, PASSWORD, factor)
    await change(accountId, 'Uj-jelszo-2026', NOW + 1)
    expect(await settleIn(fixture, verdict)).toBe(false)
    expect((await judge(accountId, PASSWORD)).verified).toBe(false)
  })
})

async function change(accountId: string, password: string, setAt: number): Promise<void> {
  const hash = await fixture.passwordHasher.hash(password)
  await inTransaction(fixture.db, (t) => setPassword(t, accountId, hash, { setAt }))
}

async function closedAccount(): Promise<string> {
  const accountId = await fixture.account()
  await close(accountId)
  return accountId
}

async function close(accountId: string): Promise<void> {
  await sql`update passwords set closed_at = ${toDate(NOW)} where account_id = ${accountId}`.execute(fixture.db)
}

function dearerHasher(): PasswordHasher {
  const gate = createGate({ running: 2, queue: 200, waitMs: 20_000 })
  return createPasswordHasher({ memoryKib: 128, iterations: 1, parallelism: 1, pepper: fixture.keyed, gate })
}

function watchedHasher(hasher: PasswordHasher, watch: () => Promise<void>): PasswordHasher {
  return {
    ...hasher,
    verify: async (hash, password) => (await watch(), await hasher.verify(hash, password)),
    dummy: async (password) => (await watch(), await hasher.dummy(password)),
  }
}

function never(): never {
  throw new Error('unreachable')
}
