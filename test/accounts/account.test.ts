import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accountIdentity, createAccount, identificationAddress, setAddress } from '../../src/accounts/account.ts'
import { emailKey, emailKeys } from '../../src/accounts/email.ts'
import { accountFacts, findAccountByUsername } from '../../src/accounts/store.ts'
import { inTransaction } from '../../src/database/transaction.ts'
import { holdApp } from '../../src/factors/totp/totp.ts'
import { createPerson, openIdentity } from '../../src/persons/person.ts'
import { randomId, randomUuid } from '../../src/system/random.ts'
import { anna, factorFixture, NOW, type Fixture } from '../factors/fixture.ts'
import { race } from '../factors/race.ts'

let fixture: Fixture
let personId: string
beforeAll(async () => {
  fixture = await factorFixture()
  const { sealing, keyed } = fixture
  const register = { verified: true, sealing, keyed, now: NOW }
  personId = (await inTransaction(fixture.db, (t) => createPerson(t, anna, register))) ?? ''
})
afterAll(() => fixture.database.close())

function create(username: string): Promise<string | null> {
  const { sealing } = fixture
  const email = 'anna@posta.example'
  const account = { personId, username, state: 'ACTIVE', language: 'en', email, emailConfirmedAt: NOW } as const
  return inTransaction(fixture.db, (t) => createAccount(t, account, { sealing, keyed: fixture.deps.keyed, now: NOW }))
}

describe('a user name', () => {
  test('finds its account in whatever case it is typed', async () => {
    const id = await create('KovacsAnna')
    expect(await findAccountByUsername(fixture.db, ' kovacsANNA ')).toMatchObject({ id, username: 'KovacsAnna' })
    expect(await findAccountByUsername(fixture.db, 'nobody')).toBeNull()
  })

  test('is had by one of 50 who ask for it at the same time', async () => {
    const username = randomId()
    const ids = await race(50, 20, (i) => create(i % 2 ? username : username.toUpperCase()))
    expect(ids.filter((id) => id !== null)).toHaveLength(1)
  })
})

describe('an account', () => {
  test('tells the sign-in its facts in one statement', async () => {
    const id = await fixture.account()
    const app = { accountId: id, secret: 'KAPUDEMOKAPUDEMOKAPUDEMOKAPUDEMO', createdAt: NOW }
    await inTransaction(fixture.db, (t) => holdApp(t, fixture.sealing, app))
    fixture.statements.length = 0
    expect(await accountFacts(fixture.db, id)).toMatchObject({
      id,
      state: 'ACTIVE',
      language: 'hu',
      mailResetAt: null,
      held: ['identification-mail', 'password', 'totp'],
    })
    expect(fixture.statements).toHaveLength(1)
    expect(await accountFacts(fixture.db, randomUuid())).toBeNull()
  })

  test('gives what claims are made of, in one statement', async () => {
    const id = (await create(randomId())) ?? ''
    const deps = { sealing: fixture.sealing, openIdentity, now: NOW }
    fixture.statements.length = 0
    expect(await accountIdentity(fixture.db, deps, id)).toEqual({
      personId,
      state: 'ACTIVE',
      identity: anna,
      email: 'anna@posta.example',
      emailConfirmed: true,
    })
    expect(fixture.statements).toHaveLength(1)
    expect(await accountIdentity(fixture.db, deps, randomUuid())).toBeNull()
  })

  test('is written to at its confirmed address, in its language', async () => {
    const id = (await create(randomId())) ?? ''
    expect(await identificationAddress(fixture.db, fixture.sealing, id)).toEqual({
      address: 'anna@posta.example',
      language: 'en',
    })
    await sql`update accounts set email_confirmed_at = null where id = ${id}`.execute(fixture.db)
    expect(await identificationAddress(fixture.db, fixture.sealing, id)).toBeNull()
  })

  test('is found by the address it has now, however that is typed, under an older key, too', async () => {
    const { db, sealing, keyed } = fixture
    const id = (await create(randomId())) ?? ''
    const set = (email: string) =>
      inTransaction(db, (t) => setAddress(t, id, { email, confirmedAt: null }, { sealing, keyed }))
    const keysOf = async () =>
      (await sql<{ key: string }>`select email_key as key from accounts where id = ${id}`.execute(db)).rows[0]?.key
    expect(await keysOf()).toBe(emailKey(keyed, ' ANNA@posta.example'))
    await set('Kovacs.Anna@posta.example')
    const key = await keysOf()
    expect(emailKeys(keyed, 'kovacs.anna@POSTA.example ')).toContain(key)
    expect(emailKeys(keyed, 'anna@posta.example')).not.toContain(key)
    expect(key).not.toMatch(/anna/i)
    const context = { sealing, openIdentity, now: NOW }
    expect(await accountIdentity(db, context, id)).toMatchObject({
      email: 'Kovacs.Anna@posta.example',
      emailConfirmed: false,
    })
  })

  test('keeps its address sealed to its own row', async () => {
    const [one, other] = [(await create(randomId())) ?? '', (await create(randomId())) ?? '']
    const { rows } = await sql<{ text: string }>`select a::text as text from accounts a`.execute(fixture.db)
    expect(rows.map(({ text }) => text).join()).not.toContain('posta.example')
    await sql`update accounts set email_sealed = (select email_sealed from accounts where id = ${one}) where id = ${other}`.execute(
      fixture.db,
    )
    await expect(identificationAddress(fixture.db, fixture.sealing, other)).rejects.toMatchObject({
      code: 'SEAL_CONTEXT',
    })
  })
})
