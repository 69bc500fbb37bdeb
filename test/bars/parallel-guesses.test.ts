/** Guessing in a burst, over HTTP: two hundred at once do not outrun the counters (T2, CVE-2024-4629). */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { inTransaction } from '../../src/database/transaction.ts'
import { systemClock, toDate } from '../../src/system/clock.ts'
import { createKeyedHash } from '../../src/system/hashing.ts'
import { randomBytes } from '../../src/system/random.ts'
import { createThrottle } from '../../src/throttle/throttle.ts'
import { type Kapu, startKapu } from '../support/kapu.ts'
import { type Service, serviceOf } from '../support/service.ts'
import { send, standingForm, submission, waitOf } from './raw-requests.ts'

const BURST = 200
const FREE = 5

/** One proxy is trusted, so that each guess can come from an address of its own. */
let kapu: Kapu
let service: Service
beforeAll(async () => {
  kapu = await startKapu({ settings: { proxyHops: 1 } })
  service = await serviceOf(kapu, await kapu.client())
})
afterAll(() => kapu.close())
// The robots' own address would run out of tries.
beforeEach(() => sql`delete from throttle_counters`.execute(kapu.db))

let networks = 0

/** An address that nobody has come from. */
function newAddress(): string {
  networks += 1
  return `198.51.${100 + Math.floor(networks / 200)}.${1 + (networks % 200)}`
}

/** As many browsers, each before the first page of a sign-in of its own. */
async function openedForms(count: number): Promise<ReturnType<typeof standingForm>[]> {
  const forms: ReturnType<typeof standingForm>[] = []
  for (let i = 0; i < count; i++) forms.push(standingForm((await service.ask()).robot))
  return forms
}

function statuses(answers: readonly { readonly status: number }[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1
  return counts
}

async function signIns(): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from audit_events where event = 'sign_in.factor_verified'`.execute(kapu.db)
  return rows[0]?.count ?? -1
}

describe('200 wrong passwords for one account at the same time', () => {
  async function burst(username: string, address: (i: number) => string) {
    const forms = await openedForms(BURST)
    const [computed, verified] = [kapu.core.gate.computed(), await signIns()]
    const answers = await Promise.all(
      forms.map((form, i) => {
        const password = i === BURST - 1 ? 'Minta-jelszo-2026' : `wrong-password-${i}`
        const fields = { username, password, action: 'continue' }
        return send(kapu.issuer, submission(form, fields, { 'x-forwarded-for': address(i) }))
      }),
    )
    const hashes = kapu.core.gate.computed() - computed
    return { answers, hashes, signIns: (await signIns()) - verified }
  }

  for (const [who, known] of [
    ['of a known name', true],
    ['of a name that nobody has', false],
  ] as const) {
    test(`${who} from 200 addresses compute five hashes and let nobody in`, async () => {
      const username = known ? (await kapu.account()).username : 'nobody-of-this-name'
      const { answers, hashes, signIns } = await burst(username, newAddress)
      console.log(`burst ${who}: ${hashes} hashes, ${JSON.stringify(statuses(answers))}`)
      expect(hashes).toBeLessThanOrEqual(FREE)
      expect(signIns).toBe(0)
      expect(statuses(answers)).toEqual({ 422: FREE, 429: BURST - FREE })
      for (const answer of answers.filter(({ status }) => status === 429)) {
        expect(waitOf(answer)).toBeGreaterThan(0)
        expect(waitOf(answer)).toBeLessThanOrEqual(30)
        expect(answer.body).toContain('There were too many attempts. Try again after')
      }
    }, 60_000)
  }

  test('from one address compute five hashes and let nobody in', async () => {
    const { username } = await kapu.account()
    const address = newAddress()
    const { answers, hashes, signIns } = await burst(username, () => address)
    expect({ hashes, signIns }).toEqual({ hashes: FREE, signIns: 0 })
    expect(statuses(answers)).toEqual({ 422: FREE, 429: BURST - FREE })
  }, 60_000)

  test('in one sign-in compute five hashes and let nobody in', async () => {
    const { username } = await kapu.account()
    const form = standingForm((await service.ask()).robot)
    const computed = kapu.core.gate.computed()
    const answers = await Promise.all(
      Array.from({ length: BURST }, (_, i) =>
        send(
          kapu.issuer,
          submission(
            form,
            { username, password: `wrong-${i}`, action: 'continue' },
            { 'x-forwarded-for': newAddress() },
          ),
        ),
      ),
    )
    expect(kapu.core.gate.computed() - computed).toBe(FREE)
    expect(statuses(answers)).toEqual({ 422: FREE, 429: BURST - FREE })
  }, 60_000)

  test('compute more than five when they are hashed first and counted afterwards', async () => {
    const { gate, passwordHasher } = kapu.core
    const keyed = createKeyedHash({ current: 'k1', keys: { k1: randomBytes(32) } })
    const throttle = createThrottle({ limits: kapu.config.limits, keyed, clock: systemClock })
    const computed = gate.computed()
    const naive = async (i: number): Promise<boolean> => {
      const { rows } = await sql`
        select 1 from throttle_counters where scope = 'account'
          and key = ${keyed.bucket('throttle:account', 'naive')} and blocked_until > ${toDate(systemClock.now())}`.execute(
        kapu.db,
      )
      if (rows.length > 0) return false
      await passwordHasher.dummy(`wrong-password-${i}`)
      const attempt = { kind: 'password', account: 'naive', address: newAddress(), signInId: `naive-${i}` } as const
      return (await inTransaction(kapu.db, (t) => throttle.reserve(t, attempt))).allowed
    }
    const allowed = await Promise.all(Array.from({ length: BURST }, (_, i) => naive(i)))
    expect(allowed.filter(Boolean).length).toBeGreaterThanOrEqual(FREE)
    expect(gate.computed() - computed).toBeGreaterThan(FREE)
  }, 60_000)
})
