import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inTransaction } from '../../src/database/transaction.ts'
import { createPerson, openIdentity, openPerson, openSubjectSeed } from '../../src/persons/person.ts'
import { randomBytes, randomUuid } from '../../src/system/random.ts'
import { createSealing } from '../../src/system/sealing.ts'
import { anna, NOW } from '../factors/fixture.ts'
import { testDatabase, type TestDatabase } from '../support/database.ts'

const sealing = createSealing({ current: 'k1', keys: { k1: randomBytes(32) } })
let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const create = () => inTransaction(database.db, (t) => createPerson(t, anna, { verified: true, sealing, now: NOW }))

test('a person is read as entered', async () => {
  const id = await create()
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
  const entered = inTransaction(database.db, (t) => createPerson(t, identity, { verified: true, sealing, now: NOW }))
  await expect(entered).rejects.toThrow(/birthdate|tax_number/)
})

async function seedOf(personId: string): Promise<string> {
  const person = await openPerson(database.db, sealing, personId)
  return await openSubjectSeed(sealing, personId, person?.subjectSeedSealed ?? '')
}
