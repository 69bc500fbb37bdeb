import { afterAll, beforeAll, expect, test } from 'vitest'
import { validateRegistration, type Registration } from '../../src/clients/registration.ts'
import {
  deleteClient,
  findClient,
  insertClient,
  listClients,
  replaceClient,
  replaceClientSecret,
} from '../../src/clients/store.ts'
import { testDatabase, type TestDatabase } from '../support/database.ts'
import { context, soundDocument } from './documents.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

async function registration(clientId: string): Promise<Registration> {
  const result = await validateRegistration({ ...soundDocument, client_id: clientId }, context)
  if ('faults' in result) throw new Error(JSON.stringify(result.faults))
  return result.registration
}

async function insert(clientId: string): Promise<boolean> {
  return await insertClient(database.db, {
    ...(await registration(clientId)),
    secretSealed: 'sealed',
    at: 1_800_000_000,
  })
}

test('a client comes back as it was stored', async () => {
  expect(await insert('whole')).toBe(true)
  expect(await findClient(database.db, 'whole')).toEqual({
    ...(await registration('whole')),
    secretSealed: 'sealed',
    version: 1,
    createdAt: 1_800_000_000,
    updatedAt: 1_800_000_000,
  })
  expect((await listClients(database.db)).map((client) => client.clientId)).toEqual(['whole'])
})

test('of two that take one id at once, one gets it', async () => {
  const taken = await Promise.all(Array.from({ length: 10 }, () => insert('wanted')))
  expect(taken.filter(Boolean)).toHaveLength(1)
})

test('of two changes that started from one version, one is made', async () => {
  await insert('contested')
  const change = { ...(await registration('contested')), secretSealed: null, version: 1, at: 1_800_000_100 }
  const made = await Promise.all(Array.from({ length: 10 }, () => replaceClient(database.db, change)))
  expect(made.filter(Boolean)).toHaveLength(1)
  expect(await findClient(database.db, 'contested')).toMatchObject({
    version: 2,
    secretSealed: null,
    updatedAt: 1_800_000_100,
  })
})

test('a client without a secret gets none by rotation', async () => {
  expect(
    await replaceClientSecret(database.db, { clientId: 'contested', secretSealed: 'new', at: 1_800_000_200 }),
  ).toBe(false)
  expect(await replaceClientSecret(database.db, { clientId: 'whole', secretSealed: 'new', at: 1_800_000_200 })).toBe(
    true,
  )
  expect(await findClient(database.db, 'whole')).toMatchObject({ secretSealed: 'new', version: 2 })
})

test('the id of a deleted client is never given again', async () => {
  await insert('gone')
  expect(await deleteClient(database.db, { clientId: 'gone', at: 1_800_000_300 })).toBe(true)
  expect(await deleteClient(database.db, { clientId: 'gone', at: 1_800_000_300 })).toBe(false)
  expect(await findClient(database.db, 'gone')).toBeNull()
  expect(await insert('gone')).toBe(false)
})
