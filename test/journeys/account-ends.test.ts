/** What a browser and a service notice when an account's time is over, or an office or the clock changes its state. */
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import type { AppliedEvent } from '../../src/accounts/life/account-life.ts'
import { inTransaction } from '../../src/database/transaction.ts'
import { toDate } from '../../src/system/clock.ts'
import { type Kapu, startKapu, type TestAccount } from '../support/kapu.ts'
import { type LogoutReceiver, startLogoutReceiver, verifyLogoutToken } from '../support/logout-receiver.ts'
import { createRobot, signIn } from '../support/robot.ts'
import { type Service, serviceOf } from '../support/service.ts'
import { enter, statusOfToken } from './enter.ts'
import { livingSessions } from './sessions.ts'
import { epochSeconds } from './time.ts'

let kapu: Kapu
let receiver: LogoutReceiver
let service: Service
beforeAll(async () => {
  receiver = await startLogoutReceiver()
  kapu = await startKapu({ jobs: true, settings: { outbound: { allowLoopback: true } } })
  const told = { client_id: 'mailbox', scope: 'openid', backchannel_logout_uri: receiver.uriOf('mailbox') }
  service = await serviceOf(kapu, await kapu.client(told))
})
afterAll(async () => {
  await kapu.close()
  await receiver.close()
})
afterEach(() => {
  vi.useRealTimers()
})

function apply({ id }: TestAccount, event: AppliedEvent) {
  const by = { actor: { type: 'registrar', id: 'r-1' } } as const
  return inTransaction(kapu.db, (t) => kapu.core.life.apply(t, id, event, by))
}

/** The last second of the account's password, or of the thirty days of a temporary one. */
async function endsAt({ id }: TestAccount, column: 'password_expires_at' | 'temporary_until', at: number) {
  await sql`update accounts set ${sql.ref(column)} = ${toDate(at)}, window_ends_at = ${toDate(at + 5_184_000)}
    where id = ${id}`.execute(kapu.db)
}

function clockAt(seconds: number): void {
  vi.useFakeTimers({ toFake: ['Date'], now: seconds * 1000 })
}

describe('an account that is closed', () => {
  test('edge k #36: ends its sessions and tokens, and its services are told', async () => {
    const person = await kapu.account()
    const { tokens, claims } = await enter(service, person, { scope: 'openid' })
    expect(await apply(person, { type: 'terminate', how: 'office' })).toEqual({ ok: true, state: 'DELETED' })
    expect(await livingSessions(kapu, person.id)).toEqual([])
    expect(await statusOfToken(service, tokens.access_token)).toBe(401)
    const received = () => receiver.of('mailbox').map((token) => verifyLogoutToken(kapu, token))
    await vi.waitFor(async () => {
      expect(await Promise.all(received())).toContainEqual(expect.objectContaining({ sub: claims.sub }))
    }, 10_000)
  })

  test('#44: is unknown at the next sign-in, also where its session is still in the browser', async () => {
    const person = await kapu.account()
    const { robot } = await enter(service, person, { scope: 'openid' })
    await apply(person, { type: 'terminate', how: 'office' })
    const asked = await service.ask({ robot, scope: 'openid' })
    expect(asked.robot.step).toBe('identify')
    await robot.submit({ username: person.username, password: person.password }, { action: 'continue' })
    expect(robot.text).toContain('E-LOGIN-01')
  })
})

describe('before any job has run', () => {
  test('#9: a temporary account past its thirtieth day has no session and is unknown', async () => {
    const person = await kapu.account({ state: 'TEMP_ACTIVE' })
    const end = epochSeconds() + 60
    await endsAt(person, 'temporary_until', end)
    clockAt(end)
    const { robot } = await service.ask({ robot: createRobot({ language: 'en' }), scope: 'openid' })
    await robot.submit({ username: person.username, password: person.password }, { action: 'continue' })
    expect(robot.text).not.toContain('E-LOGIN-01')
    clockAt(end + 1)
    const late = await service.ask({ robot: createRobot({ language: 'en' }), scope: 'openid' })
    await late.robot.submit({ username: person.username, password: person.password }, { action: 'continue' })
    expect(late.robot.text).toContain('E-LOGIN-01')
  })

  test('#22: a password that expired one second ago ends the session at its next check, and signs nobody in', async () => {
    const person = await kapu.account()
    const { robot } = await enter(service, person, { scope: 'openid' })
    const end = epochSeconds() + 60
    await endsAt(person, 'password_expires_at', end)
    clockAt(end)
    expect((await service.ask({ robot, scope: 'openid', params: { prompt: 'none' } })).error).toBeNull()
    clockAt(end + 1)
    expect((await service.ask({ robot, scope: 'openid', params: { prompt: 'none' } })).error).toBe('login_required')
    expect(await livingSessions(kapu, person.id)).toEqual([])
    const { rows } = await sql<{ reason: string }>`select reason from audit_events
      where event = 'session.ended' and subject_account_id = ${person.id}`.execute(kapu.db)
    expect(rows).toEqual([{ reason: 'password_expired' }])
    const again = await service.ask({ robot: createRobot({ language: 'en' }), scope: 'openid' })
    await signIn(again.robot, person, { until: 'error' })
    expect(again.robot.text).toContain('E-PW-EXP')
  })
})

test('#37: a suspended account has dead sessions and tokens at once, and signs in again when it is lifted', async () => {
  const person = await kapu.account()
  const { tokens } = await enter(service, person, { scope: 'openid' })
  await apply(person, { type: 'suspend' })
  expect(await livingSessions(kapu, person.id)).toEqual([])
  expect(await statusOfToken(service, tokens.access_token)).toBe(401)
  await apply(person, { type: 'lift' })
  expect((await enter(service, person, { scope: 'openid' })).tokens.access_token).toBeDefined()
})
