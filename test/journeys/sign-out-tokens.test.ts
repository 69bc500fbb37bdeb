/** Whatever ends a session, the services it let in are told (OIDC Back-Channel Logout 1.0), and nobody else. */
import { sql } from 'kysely'
import * as oidc from 'openid-client'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { inTransaction } from '../../src/database/transaction.ts'
import { endSession } from '../../src/provider/sessions/session-model.ts'
import { systemClock } from '../../src/system/clock.ts'
import { type Kapu, startKapu } from '../support/kapu.ts'
import { type LogoutReceiver, startLogoutReceiver, verifyLogoutToken } from '../support/logout-receiver.ts'
import { type Robot } from '../support/robot.ts'
import { type Service, serviceOf } from '../support/service.ts'
import { enter, type Entered } from './enter.ts'
import { auditOf, livingSessions, suspend } from './sessions.ts'
import { later } from './time.ts'

let kapu: Kapu
let receiver: LogoutReceiver
let mailbox: Service
let taxOffice: Service
/** Wants no logout tokens. */
let library: Service
beforeAll(async () => {
  receiver = await startLogoutReceiver()
  kapu = await startKapu({
    jobs: true,
    settings: { outbound: { allowLoopback: true }, logout: { retries: ['PT1S', 'PT1S'] } },
  })
  mailbox = await open('mailbox')
  taxOffice = await open('tax-office')
  library = await serviceOf(kapu, await kapu.client({ client_id: 'library', scope: 'openid' }))
})
afterAll(async () => {
  await kapu.close()
  await receiver.close()
})
afterEach(() => void vi.useRealTimers())

async function open(client_id: string): Promise<Service> {
  const document = { client_id, scope: 'openid', backchannel_logout_uri: receiver.uriOf(client_id) }
  return serviceOf(kapu, await kapu.client(document))
}

const SCOPE = { scope: 'openid' }

/** Somebody who is signed in to all three. */
async function inAll(robot?: Robot) {
  const person = await kapu.account()
  const mail = await enter(mailbox, person, { ...SCOPE, ...(robot === undefined ? {} : { robot }) })
  const tax = await enter(taxOffice, person, { ...SCOPE, robot: mail.robot })
  const books = await enter(library, person, { ...SCOPE, robot: mail.robot })
  const [uid = ''] = await livingSessions(kapu, person.id)
  return { person, robot: mail.robot, mail, tax, books, uid }
}

/** What a service was told about the session by which somebody entered it. */
function toldOf(service: Service, { claims }: Entered) {
  return receiver.of(service.clientId).filter(({ token }) => sidOf(token) === claims['sid'])
}

function sidOf(token: string): unknown {
  const payload: Record<string, unknown> = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
  return payload['sid']
}

/** Waits until the service was told once of this session, and judges the token. */
async function expectTold(service: Service, entered: Entered): Promise<void> {
  await expect.poll(() => toldOf(service, entered)).toHaveLength(1)
  const [received] = toldOf(service, entered)
  if (received === undefined) throw new Error('no token')
  const payload = await verifyLogoutToken(kapu, received)
  expect(payload).toMatchObject({ sub: entered.claims.sub, sid: entered.claims['sid'] })
}

async function states(uid: string): Promise<Record<string, string>> {
  const { rows } = await sql<{ client_id: string; state: string }>`
    select client_id, state from logout_deliveries where session_uid = ${uid} order by client_id`.execute(kapu.db)
  return Object.fromEntries(rows.map(({ client_id, state }) => [client_id, state]))
}

const signOutUrl = (service: Service, params: Record<string, string> = {}) =>
  oidc.buildEndSessionUrl(service.configuration, params)

const BOTH_CONFIRMED = { mailbox: 'confirmed', 'tax-office': 'confirmed' }

describe('the same logout tokens are sent', () => {
  test('by a person who signs out everywhere', async () => {
    const { robot, mail, tax, uid } = await inAll()
    await robot.open(signOutUrl(mailbox))
    await robot.submit({}, { action: 'everywhere' })
    await expectTold(mailbox, mail)
    await expectTold(taxOffice, tax)
    await expect.poll(() => states(uid)).toEqual(BOTH_CONFIRMED)
  })

  test('by another person who takes the browser over', async () => {
    const { person, robot, mail, tax, uid } = await inAll()
    const second = await kapu.account()
    const arrived = await enter(mailbox, second, {
      ...SCOPE,
      robot,
      params: { prompt: 'login' },
      choices: { switchAccount: 'switch' },
    })
    await expectTold(mailbox, mail)
    await expectTold(taxOffice, tax)
    expect(await auditOf(kapu, person.id)).toContain('account_switched')
    await expect.poll(() => states(uid)).toEqual(BOTH_CONFIRMED)
    expect(toldOf(mailbox, arrived)).toEqual([])
    expect(await livingSessions(kapu, second.id)).toHaveLength(1)
  })

  test('by the clock, soon after nobody used the session for its idle time', async () => {
    const { person, mail, tax, uid } = await inAll()
    const other = await inAll()
    later(kapu.config.lifetimes.sessionIdle - 60)
    await enter(mailbox, other.person, { ...SCOPE, robot: other.robot })
    await kapu.job('sessions')
    expect(await livingSessions(kapu, person.id)).toEqual([uid])
    later(61)
    await kapu.job('sessions')
    expect(await livingSessions(kapu, person.id)).toEqual([])
    expect(await livingSessions(kapu, other.person.id)).toEqual([other.uid])
    await expectTold(mailbox, mail)
    await expectTold(taxOffice, tax)
    await expect.poll(() => states(uid)).toEqual(BOTH_CONFIRMED)
    expect(await states(other.uid)).toEqual({})
    const { rows } = await sql`select end_reason from sessions where uid = ${uid}`.execute(kapu.db)
    expect(rows).toEqual([{ end_reason: 'expired' }])
  })

  test('by a suspension, when the person is next seen', async () => {
    const { person, robot, mail, tax, uid } = await inAll()
    await suspend(kapu, person.id)
    await library.ask({ ...SCOPE, robot })
    await expectTold(mailbox, mail)
    await expectTold(taxOffice, tax)
    await expect.poll(() => states(uid)).toEqual(BOTH_CONFIRMED)
  })

  test('by an administrator', async () => {
    const { mail, tax, uid } = await inAll()
    const { audit } = kapu.core
    const end = () =>
      inTransaction(kapu.db, (t) => endSession(t, uid, 'ended_by_administrator', { clock: systemClock, audit }))
    expect(await end()).toBe(true)
    expect(await end()).toBe(false)
    await expectTold(mailbox, mail)
    await expectTold(taxOffice, tax)
  })
})

describe('signing out of one service', () => {
  test('tells that one alone, and tells it again when everything ends after a new entry', async () => {
    const { person, robot, mail, tax, uid } = await inAll()
    await robot.open(signOutUrl(mailbox, { id_token_hint: mail.tokens.id_token ?? '' }))
    await robot.submit({}, { action: 'here' })
    await expectTold(mailbox, mail)
    await expect.poll(() => states(uid)).toEqual({ mailbox: 'confirmed' })
    expect(toldOf(taxOffice, tax)).toEqual([])
    expect(await livingSessions(kapu, person.id)).toEqual([uid])

    await enter(mailbox, person, { ...SCOPE, robot })
    await robot.open(signOutUrl(mailbox))
    await robot.submit({}, { action: 'everywhere' })
    await expectTold(taxOffice, tax)
    await expect.poll(() => toldOf(mailbox, mail)).toHaveLength(2)
  })

  test('says in words that the others stay open', async () => {
    const { robot } = await inAll()
    await robot.open(signOutUrl(mailbox, { client_id: mailbox.clientId }))
    expect(robot.form?.buttons.map(({ value }) => value)).toEqual(['everywhere', 'here', 'cancel'])
    expect(robot.text).toContain('Other services stay open')
  })
})

test('the end of one browser’s session tells nothing about the same person’s session in another', async () => {
  const { person, robot, mail } = await inAll()
  const elsewhere = await enter(mailbox, person, SCOPE)
  expect(elsewhere.claims['sid']).not.toBe(mail.claims['sid'])
  await robot.open(signOutUrl(mailbox))
  await robot.submit({}, { action: 'everywhere' })
  await expectTold(mailbox, mail)
  expect(toldOf(mailbox, elsewhere)).toEqual([])
  expect(await livingSessions(kapu, person.id)).toHaveLength(1)
  expect((await enter(mailbox, person, { ...SCOPE, robot: elsewhere.robot })).steps).toEqual([])
})

describe('the page after signing out', () => {
  test('lists the services, which of them confirmed, and looks again a few times', async () => {
    const { robot } = await inAll()
    receiver.behave('tax-office', 503)
    await robot.open(signOutUrl(mailbox))
    await robot.submit({}, { action: 'everywhere' })
    expect(robot.step).toBe('signed_out')
    await expect.poll(async () => (await robot.reload()).html).toContain('data-service="confirmed"')
    expect(robot.html.match(/data-service="\w+"/g)?.toSorted()).toEqual([
      'data-service="confirmed"',
      'data-service="untold"',
      'data-service="waiting"',
    ])
    let looks = 0
    for (let next = lookOf(robot); next !== null; next = lookOf(robot)) {
      await robot.open(next)
      looks += 1
      if (looks === 10) break
    }
    expect(looks).toBe(5)
    expect(robot.html).toContain('data-service="waiting"')
    receiver.behave('tax-office', 200)
    await expect
      .poll(async () => (await robot.reload()).html, { interval: 300 })
      .not.toContain('data-service="waiting"')
    expect(lookOf(robot)).toBeNull()
  })

  test('shows nothing of it to a browser without the receipt', async () => {
    const { robot } = await inAll()
    await robot.open(signOutUrl(mailbox))
    await robot.submit({}, { action: 'everywhere' })
    expect(robot.html).toContain('data-service=')
    expect(robot.cookies.header(robot.url)).toContain('kapu-receipt=')
    expect(robot.cookies.header(new URL(kapu.issuer))).not.toContain('kapu-receipt=')
    expect(await (await fetch(robot.url)).text()).not.toContain('data-service=')
  })

  test('is not shown, and leaves no receipt, where the service gave an address', async () => {
    const { robot, mail } = await inAll()
    const post_logout_redirect_uri = `${kapu.serviceOrigin}/mailbox/`
    await robot.open(
      signOutUrl(mailbox, { id_token_hint: mail.tokens.id_token ?? '', post_logout_redirect_uri, state: 'kept' }),
    )
    await robot.submit({}, { action: 'everywhere' })
    expect(robot.url.href).toBe(`${post_logout_redirect_uri}?state=kept`)
    expect(robot.cookies.header(new URL('/session/end/success', kapu.issuer))).not.toContain('kapu-receipt=')
    await expectTold(mailbox, mail)
  })
})

/** Where the page goes by itself to look again; null where it stays as it is. */
function lookOf({ headers }: Robot): URL | null {
  const [, next] = /^\d+; url=(.+)$/.exec(String(headers['refresh'] ?? '')) ?? []
  return next === undefined ? null : new URL(next, kapu.issuer)
}

describe('a service that never confirms', () => {
  test('is told as often as settled, then waits for an administrator with an audit row', async () => {
    const { person, robot, mail, uid } = await inAll()
    receiver.behave('mailbox', 400)
    await robot.open(signOutUrl(mailbox))
    await robot.submit({}, { action: 'everywhere' })
    await expect.poll(() => states(uid)).toEqual({ ...BOTH_CONFIRMED, mailbox: 'dead' })
    const tries = toldOf(mailbox, mail)
    expect(tries).toHaveLength(3)
    expect(new Set(tries.map(({ token }) => token)).size).toBe(3)
    for (const received of tries) await verifyLogoutToken(kapu, received)
    const events = (await auditOf(kapu, person.id)).filter((event) => event.startsWith('logout_token'))
    expect(events.toSorted()).toEqual(['logout_token.failed', 'logout_token.sent'])
    const { rows } = await sql`select tries, last_error from logout_deliveries where state = 'dead'`.execute(kapu.db)
    expect(rows).toEqual([{ tries: 3, last_error: 'HTTP 400' }])
    expect(kapu.log.join('')).not.toContain('the words of a service')
    receiver.behave('mailbox', 200)
  })
})

describe('a token whose runner died', () => {
  test('is taken up again after two minutes, by a job with the same number of tries', async () => {
    const { mail, uid, robot } = await inAll()
    receiver.behave('mailbox', 'silent')
    await robot.open(signOutUrl(mailbox))
    await robot.submit({}, { action: 'everywhere' })
    await expect.poll(() => toldOf(mailbox, mail)).toHaveLength(1)
    // Nothing of it is left but the row, and whoever was sending finds that it is not their try any more
    await sql`delete from graphile_worker._private_jobs`.execute(kapu.db)
    await sql`update logout_deliveries set tries = 7 where session_uid = ${uid} and client_id = 'mailbox'`.execute(
      kapu.db,
    )
    receiver.behave('mailbox', 200)
    await kapu.job('sessions')
    expect((await states(uid))['mailbox']).toBe('pending')
    later(121)
    await kapu.job('sessions')
    await expect.poll(async () => (await states(uid))['mailbox']).toBe('confirmed')
    expect(toldOf(mailbox, mail)).toHaveLength(2)
  })
})

test('discovery says that services can be told, and by which session', () => {
  const metadata = mailbox.configuration.serverMetadata()
  expect(metadata).toMatchObject({ backchannel_logout_supported: true, backchannel_logout_session_supported: true })
})
