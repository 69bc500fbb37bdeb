/** Who can finish what: the sign-in that asked, once, in time, and on one device only the browser that came back. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { inTransaction } from '../../src/database/transaction.ts'
import { deleteExpired } from '../../src/jobs/purge/store.ts'
import { randomId } from '../../src/system/random.ts'
import { listKeys, removeKey } from '../../src/wallets/keys/store.ts'
import type { Finished } from '../../src/wallets/presentations/finish.ts'
import type { Asking } from '../../src/wallets/presentations/presentations.ts'
import {
  approve,
  LIFETIME,
  NOW,
  post,
  requestUriOf,
  scan,
  simulator,
  startVerifier,
  type Verifier,
} from './verifier.ts'
import { ANNA, aWallet, numbersIn, type TestWallet } from './wallet.ts'

let verifier: Verifier
beforeAll(async () => {
  verifier = await startVerifier()
})
afterAll(() => verifier.close())
afterEach(() => verifier.clock.set(NOW))

const IDENTITY = ['family_name', 'given_name', 'birthdate'] as const

/** A request that an honest wallet has approved. */
async function approved({ mode = 'qr', ...asking }: Partial<Asking> & { mode?: 'qr' | 'link' } = {}) {
  const { accountId, wallet } = await verifier.holder()
  const started = await verifier.start(asking)
  const asked = await scan(mode === 'qr' ? started.qrText : started.deepLink)
  const { status, body } = await approve({ wallet, asked, started, mode })
  expect(status).toBe(200)
  return { accountId, wallet, started, body }
}

type Finishing = Parameters<Verifier['presentations']['finish']>[1]

function finish(started: { requestId: string; signInId: string }, over: Partial<Finishing> = {}) {
  const given = { signInId: started.signInId, responseCode: null, now: verifier.clock.now(), ...over }
  return verifier.presentations.finish(started.requestId, given)
}

const settle = ({ settle }: Finished) => inTransaction(verifier.db, settle)
const fault = (code: string) => ({ ok: false, fault: code })

/** The code in the address that the wallet opens. */
function codeIn(body: unknown): string {
  const { redirect_uri: address } = body as { redirect_uri: string }
  expect(address.startsWith(`${verifier.issuer}/interaction/x/return?step=dap&`)).toBe(true)
  return new URL(address).searchParams.get('response_code') ?? ''
}

describe('across devices', () => {
  test('the sign-in that asked gets the account of the key, its id and thumbprint, and uses it once', async () => {
    const { accountId, wallet, started, body } = await approved()
    expect(body).toEqual({})
    const outcome = await finish(started)
    const [key] = await listKeys(verifier.db, accountId)
    const { thumbprint, publicJwk } = wallet
    const proved = { accountId, authenticatorId: key?.id, thumbprint, publicJwk, simulated: false }
    expect(outcome).toMatchObject({ ok: true, ...proved })
    if (!outcome.ok) return
    expect(await settle(outcome)).toBe(true)
    expect(await settle(outcome)).toBe(false)
    expect(await finish(started)).toEqual(fault('already_used'))
  })

  test('another sign-in with the same request never finishes', async () => {
    const { started } = await approved()
    const other = await verifier.start()
    expect(await finish({ ...started, signInId: other.signInId })).toEqual(fault('unknown_request'))
    expect(await finish(started)).toMatchObject({ ok: true })
  })

  test('no response code is taken', async () => {
    const { started } = await approved()
    expect(await finish(started, { responseCode: randomId() })).toEqual(fault('wrong_response_code'))
  })

  test('the wallet is offered the page’s number among three, in an order that tells nothing', async () => {
    const places = new Set<number>()
    for (let i = 0; i < 30; i++) {
      const started = await verifier.start()
      const numbers = numbersIn(await scan(started.qrText)) ?? []
      expect(new Set(numbers).size).toBe(3)
      expect(numbers.every((number) => /^\d\d$/.test(number))).toBe(true)
      expect(numbers).toEqual(numbers.toSorted())
      places.add(numbers.indexOf(started.matchNumber))
    }
    expect(places).toEqual(new Set([0, 1, 2]))
  })

  test('the wrong number ends the request: the right one comes too late', async () => {
    const { wallet } = await verifier.holder()
    const started = await verifier.start()
    const asked = await scan(started.qrText)
    const wrong = numbersIn(asked)?.find((number) => number !== started.matchNumber) ?? ''
    const guess = { binding: { match_number: wrong } }
    expect(await approve({ wallet, asked, started, spoil: guess })).toMatchObject({
      body: { error: 'wrong_match_number' },
    })
    expect(await approve({ wallet, asked, started })).toMatchObject({ body: { error: 'already_answered' } })
    expect(await finish(started)).toEqual(fault('wrong_match_number'))
  })
})

describe('on the same device', () => {
  test('there is no number, and the browser comes back with a code', async () => {
    const { accountId, started, body } = await approved({ mode: 'link' })
    expect(await finish(started, { responseCode: codeIn(body) })).toMatchObject({ ok: true, accountId })
  })

  test('nobody finishes without the code, with another, or as another sign-in', async () => {
    const { started, body } = await approved({ mode: 'link' })
    const responseCode = codeIn(body)
    expect(await finish(started)).toEqual(fault('wrong_response_code'))
    expect(await finish(started, { responseCode: randomId() })).toEqual(fault('wrong_response_code'))
    // Somebody sent the link to a victim: the code arrives in the victim's browser, which is another sign-in
    const victim = await verifier.start()
    expect(await finish(victim, { responseCode })).toEqual(fault('request_not_scanned'))
    expect(await finish({ ...started, signInId: victim.signInId }, { responseCode })).toEqual(fault('unknown_request'))
    expect(await finish(started, { responseCode })).toMatchObject({ ok: true })
  })

  test('who refuses is sent back, too', async () => {
    const started = await verifier.start()
    const asked = await scan(started.deepLink)
    expect(numbersIn(asked)).toBeNull()
    const { body } = await post(asked.response_uri, { error: 'access_denied', state: asked.state })
    expect(await finish(started, { responseCode: codeIn(body) })).toEqual(fault('access_denied'))
  })
})

describe('a request', () => {
  test('is not finished before it is scanned, nor before it is answered', async () => {
    const started = await verifier.start()
    expect(await finish(started)).toEqual(fault('request_not_scanned'))
    await scan(started.qrText)
    expect(await finish(started)).toEqual(fault('not_answered'))
    expect(await finish({ ...started, requestId: crypto.randomUUID() })).toEqual(fault('unknown_request'))
  })

  test('lives three minutes, to the second: for the scan, for the answer, and a minute more to be collected', async () => {
    const scanned = async (at: number) => {
      verifier.clock.set(NOW)
      const { qrText } = await verifier.start()
      verifier.clock.set(NOW + at)
      return await post(requestUriOf(qrText))
    }
    const expired = { status: 410, body: { error: 'request_expired' } }
    expect(await scanned(LIFETIME)).toMatchObject({ status: 200 })
    expect(await scanned(LIFETIME + 1)).toEqual(expired)

    const answered = async (at: number) => {
      verifier.clock.set(NOW)
      const { wallet } = await verifier.holder()
      const started = await verifier.start()
      const asked = await scan(started.qrText)
      verifier.clock.set(NOW + at)
      return { started, reply: await approve({ wallet, asked, started, now: NOW + at }) }
    }
    const { started, reply } = await answered(LIFETIME)
    expect(reply).toEqual({ status: 200, body: {} })
    expect((await answered(LIFETIME + 1)).reply).toEqual(expired)

    const last = await finish(started, { now: NOW + LIFETIME + 60 })
    expect(last).toMatchObject({ ok: true })
    expect(await finish(started, { now: NOW + LIFETIME + 61 })).toEqual(fault('request_expired'))
  })

  test('that was found good in time and settled too late is not used', async () => {
    const { started } = await approved()
    const late = await finish(started)
    if (!late.ok) throw new Error(late.fault)
    await sql`update wallet_requests set expires_at = expires_at - interval '1 hour' where id = ${started.requestId}`.execute(
      verifier.db,
    )
    expect(await settle(late)).toBe(false)
  })

  test('that is cancelled is over for the wallet, the page and the sign-in, even where it was approved', async () => {
    const { started } = await approved()
    await verifier.presentations.cancel(started.requestId)
    expect(await finish(started)).toEqual(fault('request_expired'))
    const pending = await verifier.start()
    await verifier.presentations.cancel(pending.requestId)
    expect(await post(requestUriOf(pending.qrText))).toEqual({ status: 410, body: { error: 'request_expired' } })
    expect(await verifier.presentations.status(pending.requestId, NOW)).toEqual({
      ...{ status: 'expired', fault: null, mode: null },
    })
  })

  test('ends when its sign-in asks anew, and no other sign-in’s does', async () => {
    const [first, other] = [await verifier.start(), await verifier.start()]
    await verifier.start({ signInId: first.signInId })
    expect(await post(requestUriOf(first.qrText))).toMatchObject({ status: 410 })
    expect(await post(requestUriOf(other.qrText))).toMatchObject({ status: 200 })
  })

  test('of a simulator’s issuer is finished as a simulation', async () => {
    const { wallet } = await verifier.holder()
    const started = await verifier.start()
    const asked = await scan(started.qrText)
    const x5c = [simulator.certificate.raw.toString('base64')]
    await approve({ wallet, asked, started, issuer: simulator, spoil: { x5c } })
    expect(await finish(started)).toMatchObject({ ok: true, simulated: true })
  })

  test('is deleted an hour after its end', async () => {
    const { requestId } = await verifier.start()
    const standing = () => verifier.presentations.status(requestId, NOW)
    await deleteExpired(verifier.db, NOW + LIFETIME + 3_600, 1_000)
    expect(await standing()).not.toBeNull()
    await deleteExpired(verifier.db, NOW + LIFETIME + 3_601, 1_000)
    expect(await standing()).toBeNull()
  })

  test('shows in the database neither its addresses nor its key, number, service or code', async () => {
    const { started, body } = await approved({ mode: 'link' })
    const row = await sql<{ all: string }>`
      select r::text as all from wallet_requests r where id = ${started.requestId}`.execute(verifier.db)
    const stored = row.rows[0]?.all ?? ''
    const tokens = [started.qrText, started.deepLink].map((text) => requestUriOf(text).split('/').pop() ?? '')
    for (const secret of [...tokens, started.statusToken, codeIn(body), 'Adóhivatal']) {
      expect(secret.length).toBeGreaterThan(8)
      expect(stored).not.toContain(secret)
    }
  })
})

describe('an account', () => {
  test('whose device was taken away, or that was suspended, between the answer and the end is not let in', async () => {
    const first = await approved()
    const found = await finish(first.started)
    if (!found.ok) throw new Error(found.fault)
    // Another device of theirs remains, and proves nothing here
    await sql`
      insert into wallet_keys (thumbprint, account_id, public_jwk, bound_at)
      values ('another', ${first.accountId}, '{}', now())`.execute(verifier.db)
    await inTransaction(verifier.db, (transaction) => removeKey(transaction, first.accountId, found.authenticatorId))
    expect(await settle(found)).toBe(false)
    expect(await finish(first.started)).toEqual(fault('device_not_bound'))

    const second = await approved()
    await sql`update accounts set state = 'SUSPENDED' where id = ${second.accountId}`.execute(verifier.db)
    expect(await finish(second.started)).toEqual(fault('account_closed'))
  })

  test('gets the device that its own person’s wallet proved, under the name that it was given', async () => {
    const [accountId, wallet] = [await verifier.account(), await aWallet()]
    const outcome = await enrolled(accountId, wallet)
    if (!outcome.ok) throw new Error(outcome.fault)
    expect(await listKeys(verifier.db, accountId)).toEqual([])
    expect(await settle(outcome)).toBe(true)
    const bound = { id: outcome.authenticatorId, name: 'Piros telefon', boundBy: 'self', createdAt: NOW }
    expect(await listKeys(verifier.db, accountId)).toEqual([bound])
    const { rows } = await sql<{ factor: string }>`
      select factor from held_factors where account_id = ${accountId} order by 1`.execute(verifier.db)
    expect(rows.map(({ factor }) => factor)).toContain('dap')

    const started = await verifier.start()
    await approve({ wallet, asked: await scan(started.qrText), started })
    expect(await finish(started)).toMatchObject({ ok: true, accountId, authenticatorId: outcome.authenticatorId })

    const remove = (owner: string) =>
      inTransaction(verifier.db, (transaction) => removeKey(transaction, owner, outcome.authenticatorId))
    expect(await remove(await verifier.account())).toBe(false)
    expect(await remove(accountId)).toBe(true)
    expect(await remove(accountId)).toBe(false)
    // Used once, also when what it bound is gone again
    expect(await settle(outcome)).toBe(false)
    expect(await listKeys(verifier.db, accountId)).toEqual([])
  })

  test('is asked for name and date of birth to enrol, and for nothing to sign in', async () => {
    const accountId = await verifier.account()
    const enrol = await scan((await verifier.start({ purpose: 'enrol', accountId })).qrText)
    expect(enrol.dcql_query.credentials[0]?.claims?.map(({ path }) => path)).toEqual(
      Object.keys(ANNA).map((one) => [one]),
    )
    const signIn = await scan((await verifier.start()).qrText)
    expect(signIn.dcql_query.credentials).toEqual([
      { id: 'pid', format: 'dc+sd-jwt', meta: { vct_values: ['urn:eudi:pid:1'] } },
    ])
  })
})

async function enrolled(accountId: string, wallet: TestWallet) {
  const started = await verifier.start({ purpose: 'enrol', accountId })
  await approve({ wallet, asked: await scan(started.qrText), started, disclose: IDENTITY })
  return await finish(started, { deviceName: '  Piros\n telefon ' })
}
