/** Ten services, one sign-out: all of them know within five seconds, and the page waits for none (T20, B22). */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inTransaction } from '../../src/database/transaction.ts'
import { endSession } from '../../src/provider/sessions/session-model.ts'
import { systemClock } from '../../src/system/clock.ts'
import { enter, type Entered } from '../journeys/enter.ts'
import { livingSessions } from '../journeys/sessions.ts'
import { type Kapu, startKapu, type TestAccount } from '../support/kapu.ts'
import { freePort, type LogoutReceiver, startLogoutReceiver, verifyLogoutToken } from '../support/logout-receiver.ts'
import type { Robot } from '../support/robot.ts'
import { type Service, serviceOf } from '../support/service.ts'

const SERVICES = 10
/** Milliseconds. */
const ALL_KNOW = 5_000
const SLOWER = 300
const ROUNDS = 5
const LONG = 120_000
/** No claims, no page about them: single sign-on passes through. */
const SCOPE = { scope: 'openid' }

let kapu: Kapu
let receiver: LogoutReceiver
let services: Service[]
beforeAll(async () => {
  receiver = await startLogoutReceiver()
  kapu = await startKapu({
    jobs: true,
    poolSize: 20,
    settings: { outbound: { allowLoopback: true }, logout: { retries: Array(60).fill('PT1S') } },
  })
  services = []
  for (let i = 0; i < SERVICES; i++) services.push(await open((id) => receiver.uriOf(id)))
})
afterAll(async () => {
  await kapu.close()
  await receiver.close()
})

let made = 0

async function open(uriOf: (clientId: string) => string): Promise<Service> {
  const client_id = `left-${(made += 1)}`
  return serviceOf(kapu, await kapu.client({ client_id, scope: 'openid', backchannel_logout_uri: uriOf(client_id) }))
}

interface Inside {
  readonly person: TestAccount
  readonly robot: Robot
  readonly entered: readonly Entered[]
}

/** Somebody who entered the first service, then all others at the same moment. */
async function enterAll(all: readonly Service[]): Promise<Inside> {
  const [first, ...others] = all
  if (first === undefined) throw new Error('no service')
  const person = await kapu.account()
  const begun = await enter(first, person, SCOPE)
  const rest = await Promise.all(
    others.map((service) => enter(service, person, { ...SCOPE, robot: begun.robot.newTab() })),
  )
  return { person, robot: begun.robot, entered: [begun, ...rest] }
}

/** Signs out everywhere; answers how long the press of the button took, and when that was. */
async function signOutEverywhere(robot: Robot): Promise<{ took: number; at: number }> {
  await robot.open(`${kapu.issuer}/session/end`)
  const at = performance.now()
  await robot.submit({}, { action: 'everywhere' })
  expect(robot.step).toBe('signed_out')
  return { took: performance.now() - at, at }
}

async function auditCount(event: 'logout_token.sent' | 'session.ended', { id }: TestAccount): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from audit_events where event = ${event} and subject_account_id = ${id}`.execute(
    kapu.db,
  )
  return rows[0]?.count ?? 0
}

/** The token that one sign-out sent to a service; by now there is exactly one. */
function tokenFor({ entered }: Inside, at: number) {
  const sid = entered[at]?.claims['sid']
  const clientId = services[at]?.clientId ?? ''
  return receiver.of(clientId).filter(({ token }) => payloadOf(token)['sid'] === sid)
}

function payloadOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
}

describe('ten services entered in parallel', () => {
  test('have ten valid logout tokens within five seconds of one sign-out', { timeout: LONG }, async () => {
    const inside = await enterAll(services)
    const { at, took } = await signOutEverywhere(inside.robot)
    await expect
      .poll(() => services.flatMap((_, i) => tokenFor(inside, i)), { timeout: ALL_KNOW })
      .toHaveLength(SERVICES)
    const last = Math.max(...services.flatMap((_, i) => tokenFor(inside, i).map((received) => received.at)))
    console.log(`page after ${Math.round(took)} ms, tenth token after ${Math.round(last - at)} ms`)
    expect(last - at).toBeLessThan(ALL_KNOW)

    const ids = new Set<unknown>()
    for (const [i, { claims }] of inside.entered.entries()) {
      const [received, ...more] = tokenFor(inside, i)
      expect(more).toEqual([])
      if (received === undefined) throw new Error('no token')
      const payload = await verifyLogoutToken(kapu, received)
      expect(payload).toMatchObject({ sub: claims.sub, sid: claims.sid, aud: services[i]?.clientId })
      ids.add(payload.jti)
    }
    expect(ids.size).toBe(SERVICES)
    expect(await livingSessions(kapu, inside.person.id)).toEqual([])
    await expect.poll(() => auditCount('logout_token.sent', inside.person)).toBe(SERVICES)
  })

  test('are told once each, by two runners', { timeout: LONG }, async () => {
    const second = await kapu.runJobs()
    try {
      const insides = [await enterAll(services), await enterAll(services), await enterAll(services)]
      await Promise.all(insides.map(({ robot }) => signOutEverywhere(robot)))
      for (const inside of insides) {
        await expect.poll(() => auditCount('logout_token.sent', inside.person)).toBe(SERVICES)
        expect(services.map((_, i) => tokenFor(inside, i).length)).toEqual(Array(SERVICES).fill(1))
        expect(await auditCount('session.ended', inside.person)).toBe(1)
      }
    } finally {
      await second.stop()
    }
  })
})

describe('one of ten services that is down', () => {
  test('keeps nobody waiting, and is told when it is back', { timeout: LONG }, async () => {
    const port = await freePort()
    const down = await open((id) => `http://localhost:${port}/backchannel/${id}`)
    const nine = services.slice(0, SERVICES - 1)
    const inside = await enterAll([...nine, down])
    await signOutEverywhere(inside.robot)
    await expect
      .poll(() => nine.flatMap((_, i) => tokenFor(inside, i)), { timeout: ALL_KNOW })
      .toHaveLength(nine.length)
    await inside.robot.reload()
    expect(inside.robot.html.match(/data-service="confirmed"/g)).toHaveLength(nine.length)
    expect(inside.robot.html.match(/data-service="waiting"/g)).toHaveLength(1)

    const returned = await startLogoutReceiver(port)
    const back = performance.now()
    try {
      await expect.poll(() => returned.of(down.clientId)).toHaveLength(1)
      const [received] = returned.of(down.clientId)
      if (received === undefined) throw new Error('no token')
      console.log(`the tenth arrived ${Math.round(received.at - back)} ms after the service was back`)
      const payload = await verifyLogoutToken(kapu, received)
      expect(payload['sid']).toBe(inside.entered.at(-1)?.claims['sid'])
      await expect.poll(() => auditCount('logout_token.sent', inside.person)).toBe(SERVICES)
      await inside.robot.reload()
      expect(inside.robot.html).not.toContain('data-service="waiting"')
    } finally {
      await returned.close()
    }
  })

  test(`or says nothing: the page comes at most ${SLOWER} ms later than without it`, { timeout: LONG }, async () => {
    const silent = await open((id) => receiver.uriOf(id))
    receiver.behave(silent.clientId, 'silent')
    const nine = services.slice(0, SERVICES - 1)
    const [without, withIt]: [number[], number[]] = [[], []]
    for (let round = 0; round < ROUNDS; round++) {
      without.push((await signOutEverywhere((await enterAll(services)).robot)).took)
      withIt.push((await signOutEverywhere((await enterAll([...nine, silent])).robot)).took)
    }
    const [usual, slow] = [median(without), median(withIt)]
    console.log(`page after ${usual} ms, with one silent service after ${slow} ms`)
    expect(slow - usual).toBeLessThan(SLOWER)
    receiver.behave(silent.clientId, 200)
  })
})

describe('a service that is let in while the session ends', () => {
  test('is told, too: the end waits for the save and sees what it brought', async () => {
    const [first, late] = services
    if (first === undefined || late === undefined) throw new Error('no service')
    const inside = await enterAll([first])
    const [uid = ''] = await livingSessions(kapu, inside.person.id)
    const { audit } = kapu.core
    let ending: Promise<boolean> | undefined
    await inTransaction(kapu.db, async (saving) => {
      // As a save does it, in one statement
      await sql`
        with saved as (update sessions set seen_at = now() where uid = ${uid} and ended_at is null returning uid)
        insert into session_authorizations (session_uid, client_id, sid, authorized_at)
        select uid, ${late.clientId}, ${`late ${uid}`}, now() from saved`.execute(saving)
      ending = inTransaction(kapu.db, (t) => endSession(t, uid, 'signed_out', { clock: systemClock, audit }))
      await new Promise((resolve) => setTimeout(resolve, 300))
    })
    expect(await ending).toBe(true)
    const { rows } = await sql<{ sid: string }>`
      select sid from logout_deliveries where session_uid = ${uid} and client_id = ${late.clientId}`.execute(kapu.db)
    expect(rows).toEqual([{ sid: `late ${uid}` }])
  })
})

function median(values: readonly number[]): number {
  return Math.round(values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN)
}
