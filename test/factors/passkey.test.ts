import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inTransaction } from '../../src/database/transaction.ts'
import type { Verdict } from '../../src/factors/factor.ts'
import { begin, expectSeveralWinners, factorContract, frame, settleIn } from './contract.ts'
import { contextOf, factorFixture, type Fixture, NOW } from './fixture.ts'
import { type DeviceFaults, PasskeyDevice } from './passkey-device.ts'
import { race } from './race.ts'

const ORIGIN = 'https://kapu.example.hu'

let fixture: Fixture
beforeAll(async () => {
  fixture = await factorFixture()
})
afterAll(() => fixture.database.close())

/** By account: the device with its passkey; a stranger gets one when they enrol. */
const devices = new Map<string, PasskeyDevice>()

factorContract({
  id: 'passkey',
  fixture: () => fixture,
  holder,
  stranger: () => fixture.account(),
  answer: async (ceremony, { accountId }, state) => {
    const device = deviceOf(accountId)
    const credential =
      ceremony === 'authentication' ? device.get(challengeIn(state)) : device.create(challengeIn(state))
    return { credential, passkey_name: 'Telefon' }
  },
  wrong: { credential: '{"id":"AAAA"}' },
  stateless: [],
  takesOnce: true,
})

describe('an answer of a passkey', () => {
  const faults: ReadonlyArray<[string, DeviceFaults]> = [
    ['another site’s origin', { origin: 'https://kapu.example.com' }],
    ['another relying party', { rpId: 'example.hu' }],
    ['another challenge', { challenge: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }],
    ['nobody verified', { unverified: true }],
    ['another key', { foreignKey: true }],
    ['a counter that went back', { counter: 0 }],
  ]
  test.each(faults)('with %s proves nothing', async (_words, fault) => {
    const accountId = await holder()
    // The first use brings the counter to 2: from there it can go back
    expect((await prove(accountId)).taken).toBe(true)
    expect((await prove(accountId, fault)).taken).toBe(false)
    expect((await prove(accountId)).taken).toBe(true)
  })

  test('tells by itself who it is', async () => {
    const accountId = await holder()
    const context = contextOf(null)
    const ceremony = fixture.factor('passkey').authentication
    const state = await begin(fixture, ceremony, context)
    const credential = deviceOf(accountId).get(challengeIn(state))
    expect(await ceremony.finish(context, state, { credential })).toMatchObject({ verified: true, accountId })
  })

  test('counts once: 100 with the same answer, one wins, and several would if it were read and then written', async () => {
    const accountId = await holder()
    const { verdict } = await prove(accountId, {}, false)
    const results = await race(100, 20, () => settleIn(fixture, verdict))
    expect(results.filter(Boolean)).toHaveLength(1)
    const other = await holder()
    await expectSeveralWinners(fixture, async (t) => {
      const [row] = await t.selectFrom('passkeys').select('counter').where('account_id', '=', other).execute()
      await new Promise((resolve) => setTimeout(resolve, 5))
      if (Number(row?.counter) >= 7) return false
      await t.updateTable('passkeys').set({ counter: 7 }).where('account_id', '=', other).execute()
      return true
    })
  })
})

describe('a passkey is added', () => {
  test.each([
    ['another site’s origin', { origin: 'https://kapu.example.com' }],
    ['another relying party', { rpId: 'example.hu' }],
    ['another challenge', { challenge: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }],
    ['nobody verified', { unverified: true }],
  ] satisfies ReadonlyArray<[string, DeviceFaults]>)('not with %s', async (_words, fault) => {
    const accountId = await fixture.account()
    expect((await enrol(accountId, fault)).verified).toBe(false)
  })

  test('under the name its owner gives it, of which no more is kept than a list can show', async () => {
    const accountId = await holder('  Az én\u0000\u202e telefonom  ' + 'x'.repeat(100))
    const [passkey] = await fixture.factor('passkey').authenticators(accountId)
    expect(passkey?.name).toBe(`Az én telefonom ${'x'.repeat(24)}`)
  })

  test('up to ten times', async () => {
    const accountId = await fixture.account()
    for (let i = 0; i < 10; i++) expect(await add(accountId)).toBe(true)
    expect(await add(accountId)).toBe(false)
  })

  test('once for each credential, whosever it is', async () => {
    const [first, second] = [await holder(), await fixture.account()]
    devices.set(second, deviceOf(first))
    expect(await add(second, false)).toBe(false)
  })
})

test('the page asks for this challenge alone, and for verification', async () => {
  const accountId = await holder()
  const context = contextOf(accountId)
  const ceremony = fixture.factor('passkey').authentication
  const state = await begin(fixture, ceremony, context)
  const page = await ceremony.page(context, state)
  const html = page instanceof URL ? '' : page(frame)
  const options: unknown = JSON.parse(
    (/data-options="([^"]*)"/.exec(html)?.[1] ?? '').replaceAll('&quot;', '"').replaceAll('&#34;', '"'),
  )
  expect(options).toMatchObject({
    challenge: challengeIn(state),
    rpId: 'kapu.example.hu',
    userVerification: 'required',
    allowCredentials: [{ type: 'public-key', id: deviceOf(accountId).credentialId.toString('base64url') }],
  })
})

async function holder(name = 'Telefon'): Promise<string> {
  const accountId = await fixture.account()
  if (!(await add(accountId, true, name))) throw new Error('the passkey was not added')
  return accountId
}

/** True where it was added. `fresh`: with a device of its own. */
async function add(accountId: string, fresh = true, name = 'Telefon'): Promise<boolean> {
  if (fresh) devices.set(accountId, new PasskeyDevice(ORIGIN))
  const verdict = await enrol(accountId, {}, name)
  return verdict.verified && (await inTransaction(fixture.db, async (t) => (await verdict.settle?.(t)) ?? false))
}

async function enrol(accountId: string, faults: DeviceFaults = {}, name = 'Telefon'): Promise<Verdict> {
  const ceremony = fixture.factor('passkey').enrolment
  if (ceremony === null) throw new Error('passkeys are enrolled')
  const context = contextOf(accountId)
  const state = await begin(fixture, ceremony, context)
  const credential = deviceOf(accountId).create(challengeIn(state), faults)
  return await ceremony.finish(context, state, { credential, passkey_name: name })
}

async function prove(accountId: string, faults: DeviceFaults = {}, settled = true) {
  const ceremony = fixture.factor('passkey').authentication
  const context = contextOf(accountId, { now: NOW + 1 })
  const state = await begin(fixture, ceremony, context)
  const credential = deviceOf(accountId).get(challengeIn(state), faults)
  const verdict = await ceremony.finish(context, state, { credential })
  return { verdict, taken: verdict.verified && settled && (await settleIn(fixture, verdict)) }
}

function deviceOf(accountId: string | null): PasskeyDevice {
  const device = devices.get(accountId ?? '') ?? new PasskeyDevice(ORIGIN)
  devices.set(accountId ?? '', device)
  return device
}

function challengeIn(state: unknown): string {
  if (typeof state === 'object' && state !== null && 'challenge' in state) return String(state.challenge)
  throw new Error('the ceremony has no challenge')
}
