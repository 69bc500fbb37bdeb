/** Everything of an account ends at once: in every browser, in sign-ins under way, in what services keep. */
import { sql } from 'kysely'
import * as oidc from 'openid-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inTransaction } from '../../src/database/transaction.ts'
import { type EndingOf, endSessionsOf, revokeGrantsOf } from '../../src/provider/sessions/end-all.ts'
import { systemClock } from '../../src/system/clock.ts'
import { holdOpen, installGates } from '../bars/held-open.ts'
import { type Kapu, startKapu, type TestAccount } from '../support/kapu.ts'
import { type LogoutReceiver, startLogoutReceiver, verifyLogoutToken } from '../support/logout-receiver.ts'
import { signIn } from '../support/robot.ts'
import { type Service, serviceOf } from '../support/service.ts'
import { enter, statusOfToken } from './enter.ts'
import { livingSessions } from './sessions.ts'

let kapu: Kapu
let receiver: LogoutReceiver
let mailbox: Service
/** Reads the person's mail while they are away. */
let reader: Service
beforeAll(async () => {
  receiver = await startLogoutReceiver()
  kapu = await startKapu({ jobs: true, settings: { outbound: { allowLoopback: true } } })
  await installGates(kapu)
  const told = { client_id: 'mailbox', scope: 'openid', backchannel_logout_uri: receiver.uriOf('mailbox') }
  mailbox = await serviceOf(kapu, await kapu.client(told))
  const grant_types = ['authorization_code', 'refresh_token']
  reader = await serviceOf(kapu, await kapu.client({ scope: 'openid offline_access', grant_types }))
})
afterAll(async () => {
  await kapu.close()
  await receiver.close()
})

const SCOPE = { scope: 'openid' }
const CHANGED: EndingOf = { reason: 'password_changed', by: { type: 'registrar', id: 'r-1' } }

function endAll({ id }: TestAccount, ending: EndingOf = CHANGED): Promise<string[]> {
  const deps = { clock: systemClock, audit: kapu.core.audit }
  return inTransaction(kapu.db, (transaction) => endSessionsOf(transaction, id, ending, deps))
}

function revokeAll({ id }: TestAccount, ending: EndingOf = CHANGED): Promise<number> {
  const deps = { clock: systemClock, audit: kapu.core.audit }
  return inTransaction(kapu.db, (transaction) => revokeGrantsOf(transaction, id, ending, deps))
}

/** Who did it and why, by the audit. */
async function recorded(event: string, { id }: TestAccount) {
  const { rows } = await sql`
    select actor_type, actor_id, reason from audit_events
    where event = ${event} and subject_account_id = ${id} order by id`.execute(kapu.db)
  return rows
}

/** Somebody in two browsers. */
async function inTwo() {
  const person = await kapu.account()
  const first = await enter(mailbox, person, SCOPE)
  const [uid = ''] = await livingSessions(kapu, person.id)
  const second = await enter(mailbox, person, SCOPE)
  const other = (await livingSessions(kapu, person.id)).find((one) => one !== uid) ?? ''
  return { person, first, second, uid, other }
}

const EVERY = { actor_type: 'registrar', actor_id: 'r-1', reason: 'password_changed' }

describe('all sessions of an account', () => {
  test('end in every browser, the service is told of each, and nobody else notices', async () => {
    const { person, first, second, uid, other } = await inTwo()
    const bystander = await enter(mailbox, await kapu.account(), SCOPE)
    const before = receiver.of('mailbox').length
    expect((await endAll(person)).toSorted()).toEqual([uid, other].toSorted())
    expect(await livingSessions(kapu, person.id)).toEqual([])
    await expect.poll(() => receiver.of('mailbox').length - before).toBe(2)
    const sids = new Set()
    for (const received of receiver.of('mailbox').slice(before)) {
      sids.add((await verifyLogoutToken(kapu, received))['sid'])
    }
    expect(sids).toEqual(new Set([first.claims['sid'], second.claims['sid']]))
    expect(await recorded('session.ended', person)).toEqual([EVERY, EVERY])
    for (const { tokens } of [first, second]) expect(await statusOfToken(mailbox, tokens.access_token)).toBe(401)
    expect(await statusOfToken(mailbox, bystander.tokens.access_token)).toBe(200)
    expect((await mailbox.ask({ ...SCOPE, robot: bystander.robot, params: { prompt: 'none' } })).error).toBeNull()
    expect(await endAll(person)).toEqual([])
  })

  test('end but for the one from which the person asks', async () => {
    const { person, first, second, uid, other } = await inTwo()
    expect(await endAll(person, { ...CHANGED, except: uid })).toEqual([other])
    expect(await livingSessions(kapu, person.id)).toEqual([uid])
    expect((await mailbox.ask({ ...SCOPE, robot: first.robot, params: { prompt: 'none' } })).error).toBeNull()
    expect((await mailbox.ask({ ...SCOPE, robot: second.robot, params: { prompt: 'none' } })).error).not.toBeNull()
  })
})

describe('a sign-in under way when all sessions of its account end', () => {
  test('proves itself again, but for the one in which it happens', async () => {
    const person = await kapu.account()
    const [dropped, kept] = [await mailbox.ask(SCOPE), await mailbox.ask(SCOPE)]
    await signIn(dropped.robot, person, { until: 'authenticate/totp' })
    const { rows } = await sql<{ cid: string }>`select cid from sign_ins where account_id = ${person.id}`.execute(
      kapu.db,
    )
    await signIn(kept.robot, person, { until: 'authenticate/totp' })
    const others = rows.map(({ cid }) => cid)
    const { rows: now } = await sql<{ cid: string }>`
      select cid from sign_ins where account_id = ${person.id} and cid <> all(${others})`.execute(kapu.db)
    await endAll(person, { ...CHANGED, exceptSignIn: now[0]?.cid ?? '' })
    await dropped.robot.reload()
    expect(dropped.robot.step).toBe('identify')
    expect((await signIn(kept.robot, person)).steps).toEqual(['authenticate/totp'])
    expect((await kept.redeem()).access_token).toBeTypeOf('string')
  })

  test.each([
    ['before its grant is written', 'grant', 0, undefined],
    ['before its session is written', 'session', 1, 'before code'],
  ] as const)('gets no session that outlives it, held open %s', async (_words, point, ended, overtakeAt) => {
    const person = await kapu.account()
    const asked = await mailbox.ask(SCOPE)
    await signIn(asked.robot, person, { until: 'authenticate/totp' })
    const { meanwhile } = await holdOpen(kapu, point, {
      held: () => signIn(asked.robot, person),
      meanwhile: () => endAll(person),
      ...(overtakeAt !== undefined && { overtakeAt }),
    })
    expect(meanwhile).toHaveLength(ended)
    expect(await livingSessions(kapu, person.id)).toEqual([])
    expect(asked.error).toBe('login_required')
  })

  test('gets a code that is worth nothing, held open while that is being written', async () => {
    const person = await kapu.account()
    const asked = await mailbox.ask(SCOPE)
    await signIn(asked.robot, person, { until: 'authenticate/totp' })
    const { meanwhile } = await holdOpen(kapu, 'code', {
      held: () => signIn(asked.robot, person),
      meanwhile: () => endAll(person),
    })
    expect(meanwhile).toHaveLength(1)
    expect(await livingSessions(kapu, person.id)).toEqual([])
    expect(asked.error).toBeNull()
    await expect(asked.redeem()).rejects.toMatchObject({ error: 'invalid_grant' })
  })

  test('would get one if nothing happened', async () => {
    const person = await kapu.account()
    const asked = await mailbox.ask(SCOPE)
    await signIn(asked.robot, person, { until: 'authenticate/totp' })
    await holdOpen(kapu, 'session', { held: () => signIn(asked.robot, person), meanwhile: async () => undefined })
    expect(await livingSessions(kapu, person.id)).toHaveLength(1)
    expect((await asked.redeem()).access_token).toBeTypeOf('string')
  })
})

describe('a grant that outlives its session', () => {
  async function reading() {
    const person = await kapu.account()
    const asked = { scope: 'openid offline_access', params: { prompt: 'consent' } }
    const entered = await enter(reader, person, asked)
    const again = () => oidc.refreshTokenGrant(reader.configuration, entered.tokens.refresh_token ?? '')
    return { person, again }
  }

  test('is revoked with its tokens, and leaves its audit row', async () => {
    const { person, again } = await reading()
    const other = await reading()
    await endAll(person)
    expect(await revokeAll(person)).toBe(1)
    await expect(again()).rejects.toMatchObject({ error: 'invalid_grant' })
    expect(await recorded('grant.revoked', person)).toEqual([EVERY])
    expect(await revokeAll(person)).toBe(0)
    await expect(other.again()).resolves.toHaveProperty('access_token')
  })

  test('would be good after all sessions have ended', async () => {
    const { person, again } = await reading()
    expect(await endAll(person)).toHaveLength(1)
    await expect(again()).resolves.toHaveProperty('access_token')
  })

  test('stays where it belongs to the session that stays', async () => {
    const { person, again } = await reading()
    const [uid = ''] = await livingSessions(kapu, person.id)
    expect(await revokeAll(person, { ...CHANGED, except: uid })).toBe(0)
    await expect(again()).resolves.toHaveProperty('access_token')
  })
})
