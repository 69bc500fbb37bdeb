import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inTransaction } from '../../src/database/transaction.ts'
import {
  createPerson,
  erasePerson,
  findPersonByBirth,
  findPersonByIdentity,
  type NaturalIdentity,
  openIdentity,
  openPerson,
  openSubjectSeed,
} from '../../src/persons/person.ts'
import { randomBytes, randomUuid } from '../../src/system/random.ts'
import { createKeyedHash } from '../../src/system/hashing.ts'
import { createSealing } from '../../src/system/sealing.ts'
import { anna, NOW } from '../factors/fixture.ts'
import { withoutChance } from '../support/chance.ts'
import { testDatabase, type TestDatabase } from '../support/database.ts'

const sealing = createSealing({ current: 'k1', keys: { k1: randomBytes(32) } })
let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const keyed = createKeyedHash({ current: 'k1', keys: { k1: randomBytes(32) } })
const register = { sealing, keyed, now: NOW }

function enter(identity: NaturalIdentity, verified: boolean): Promise<string | null> {
  return inTransaction(database.db, (t) => createPerson(t, identity, { verified, ...register }))
}

/** Somebody else each time. */
async function create(): Promise<string> {
  const id = await enter({ ...anna, hu_mother_birth_given_name: randomUuid() }, true)
  if (id === null) throw new Error('a random person is new')
  return id
}

test('a person is read as entered', async () => {
  const id = (await enter(anna, true)) ?? ''
  expect(await openPerson(database.db, sealing, id)).toMatchObject({
    id,
    verified: true,
    identity: anna,
    createdAt: NOW,
  })
  expect(await openPerson(database.db, sealing, randomUuid())).toBeNull()
})

test('a person has a seed of 256 bits, another one each time', async () => {
  const seeds = await Promise.all([create(), create()].map(async (id) => seedOf(await id)))
  expect(seeds.map((seed) => Buffer.from(seed, 'base64url').length)).toEqual([32, 32])
  expect(seeds[0]).not.toBe(seeds[1])
})

test('nothing of a person lies open in the table', async () => {
  await create()
  const { rows } = await sql<{ text: string }>`select p::text as text from persons p`.execute(database.db)
  expect(rows.map(({ text }) => text).join()).not.toMatch(/Kovács|Szegedi|Erzsébet|1984-03-17|Szeged/)
})

test('an identity copied to another person does not open', async () => {
  const [one, other] = [await create(), await create()]
  const { rows } = await sql<{ identity: string; seed: string }>`
    select identity_sealed as identity, subject_seed_sealed as seed from persons where id = ${one}`.execute(database.db)
  const [row] = rows
  await expect(openIdentity(sealing, other, row?.identity ?? '')).rejects.toMatchObject({ code: 'SEAL_CONTEXT' })
  await expect(openIdentity(sealing, one, row?.seed ?? '')).rejects.toMatchObject({ code: 'SEAL_CONTEXT' })
  await expect(openSubjectSeed(sealing, other, row?.seed ?? '')).rejects.toMatchObject({ code: 'SEAL_CONTEXT' })
})

test.each([
  ['a date that does not exist', { ...anna, birthdate: '1984-02-30' }],
  ['a property of its own', { ...anna, tax_number: '1' }],
])('an identity with %s is not entered', async (_name, identity) => {
  await expect(enter(identity, true)).rejects.toThrow(/birthdate|tax_number/)
})

async function seedOf(personId: string): Promise<string> {
  const person = await openPerson(database.db, sealing, personId)
  return await openSubjectSeed(sealing, personId, person?.subjectSeedSealed ?? '')
}

describe('the same person', () => {
  const somebody = (): NaturalIdentity => ({ ...anna, hu_mother_birth_given_name: `Ilona ${randomUuid()}` })

  test.each<[string, (identity: NaturalIdentity) => NaturalIdentity]>([
    ['in other case and spacing', (who) => ({ ...who, birth_family_name: ' SZEGEDI  ', family_name: 'kovács' })],
    ['in another composition', (who) => ({ ...who, family_name: who.family_name.normalize('NFD') })],
  ])('is found %s', async (_name, written) => {
    const who = somebody()
    const id = await enter(who, true)
    expect(await findPersonByIdentity(database.db, keyed, written(who))).toBe(id)
    expect(await findPersonByBirth(database.db, keyed, written(who))).toBe(id)
  })

  test('is found by the identity at birth after a marriage, and by the full set no more', async () => {
    const who = somebody()
    const id = await enter(who, true)
    const married = { ...who, family_name: 'Nagyné Kovács' }
    expect(await findPersonByBirth(database.db, keyed, married)).toBe(id)
    expect(await findPersonByIdentity(database.db, keyed, married)).toBeNull()
  })

  test('is not another whose name differs by an accent', async () => {
    const who = somebody()
    await enter(who, true)
    expect(await findPersonByBirth(database.db, keyed, { ...who, birth_given_name: 'Ánna' })).toBeNull()
  })

  test('is entered once as verified, and as often as somebody says to be them otherwise (RD9, RD12)', async () => {
    const who = somebody()
    expect(await enter(who, true)).not.toBeNull()
    expect(await enter(who, true)).toBeNull()
    expect(await enter(who, false)).not.toBeNull()
    expect(await enter(who, false)).not.toBeNull()
  })

  test('gets the seed of before when they come back, unless it was dropped (RD9, edge l)', async () => {
    const who = somebody()
    const first = (await enter(who, true)) ?? ''
    const seed = await seedOf(first)
    await erase(first, true)
    expect(await seedOf((await enter({ ...who, family_name: 'Nagyné' }, false)) ?? '')).not.toBe(seed)
    const again = (await enter({ ...who, family_name: 'Nagyné' }, true)) ?? ''
    expect(await seedOf(again)).toBe(seed)
    await erase(again, false)
    expect(await seedOf((await enter(who, true)) ?? '')).not.toBe(seed)
  })

  test('leaves nothing open behind when they are erased', async () => {
    const who = somebody()
    const id = (await enter(who, true)) ?? ''
    await erase(id, true)
    expect(await openPerson(database.db, sealing, id)).toBeNull()
    const { rows } = await sql<{ text: string }>`select l::text as text from identity_links l`.execute(database.db)
    const text = rows.map((row) => row.text).join()
    expect(text).not.toMatch(/Kovács|Szegedi|Ilona/)
    expect(withoutChance(text)).not.toMatch(/1984/)
  })

  function erase(personId: string, keepSubject: boolean): Promise<void> {
    return inTransaction(database.db, (t) => erasePerson(t, personId, { keepSubject, sealing, now: NOW }))
  }
})
