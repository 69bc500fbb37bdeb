import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { MY_DATA, OWN_CLIENTS, ownRegistration, registerOwnClients } from '../../src/clients/own-clients.ts'
import { toProviderMetadata } from '../../src/clients/client.ts'
import { findClient } from '../../src/clients/store.ts'
import { createClientValidator } from '../../src/provider/validate-client.ts'
import { type Kapu, startKapu } from '../support/kapu.ts'
import { systemClock } from '../../src/system/clock.ts'

let kapu: Kapu
beforeAll(async () => {
  kapu = await startKapu()
})
afterAll(() => kapu.close())

const register = (issuer: string) =>
  registerOwnClients(
    OWN_CLIENTS.map((place) => ownRegistration(place, issuer)),
    { db: kapu.db, clock: systemClock, sealing: kapu.core.sealing, audit: kapu.core.audit },
  )

test.each(OWN_CLIENTS.map((place) => [place.clientId, place] as const))(
  'the protocol’s own schema accepts the client %s',
  async (_id, place) => {
    const metadata = toProviderMetadata(ownRegistration(place, 'https://kapu.example.hu'), 'x'.repeat(43))
    expect(await createClientValidator(['low'])(metadata)).toEqual([])
  },
)

test('a start makes the own clients, the next one changes nothing', async () => {
  const before = await findClient(kapu.db, MY_DATA.clientId)
  expect(before?.metadata['redirect_uris']).toEqual([`${kapu.issuer}/fiok/callback`])
  await kapu.restart()
  expect(await findClient(kapu.db, MY_DATA.clientId)).toEqual(before)
})

test('a start after the issuer has changed moves them, and keeps the secret that nobody knows', async () => {
  const before = await findClient(kapu.db, MY_DATA.clientId)
  await register('https://kapu.example.hu')
  const after = await findClient(kapu.db, MY_DATA.clientId)
  expect(after?.metadata['redirect_uris']).toEqual(['https://kapu.example.hu/fiok/callback'])
  expect(after?.secretSealed).toBe(before?.secretSealed)
  await register(kapu.issuer)
})

test('a start does not go on without them', async () => {
  await sql`update clients set deleted_at = now() where client_id = 'registrar-desk'`.execute(kapu.db)
  await expect(register(kapu.issuer)).rejects.toMatchObject({ code: 'OWN_CLIENT' })
})
