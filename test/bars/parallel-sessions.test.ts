/**
 * One browser, many requests: what several write at the same moment is all kept, and a session that has ended stays
 * ended, whatever comes late (F2; docs/decisions, session tables).
 */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inTransaction } from '../../src/database/transaction.ts'
import { findArtefact, saveArtefact } from '../../src/provider/artefacts/store.ts'
import { answerInteraction } from '../../src/provider/interactions/store.ts'
import { endSession, findSession, saveSession, type SessionChange } from '../../src/provider/sessions/store.ts'
import { randomBytes, randomId } from '../../src/system/random.ts'
import { type Kapu, startKapu, type TestAccount } from '../support/kapu.ts'
import { createRobot, type Robot, signIn } from '../support/robot.ts'
import { type Asked, type Service, serviceOf } from '../support/service.ts'
import { holdOpen, type HoldingPoint, installGates } from './held-open.ts'
import { suspend } from '../journeys/sessions.ts'
import { send, standingForm, submission } from './raw-requests.ts'

const ROUNDS = 10
const SERVICES = 10
const LONG = 120_000
const NOW = 1_800_000_000

let kapu: Kapu
let mailbox: Service
let taxOffice: Service
let services: Service[]
beforeAll(async () => {
  // Who asks for no claims is asked nothing: single sign-on without a page, also the first time
  const open = async () => serviceOf(kapu, await kapu.client({ scope: 'openid' }))
  kapu = await startKapu({ poolSize: 20 })
  await installGates(kapu)
  mailbox = await open()
  taxOffice = await open()
  services = await Promise.all(Array.from({ length: SERVICES }, open))
})
afterAll(() => kapu.close())

describe(`${SERVICES} single sign-ons at the same moment`, () => {
  test('all get a code that is worth tokens, and all are recorded', { timeout: LONG }, async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { robot, person } = await signedIn()
      const asked = await Promise.all(services.map((service) => singleSignOn(service, robot)))
      expect(asked.map(({ error }) => error)).toEqual(Array(SERVICES).fill(null))
      const recorded = await recordedClients(person)
      expect(recorded).toEqual([mailbox, ...services].map(({ clientId }) => clientId).toSorted())
      const tokens = await Promise.all(asked.map((one) => one.redeem()))
      expect(new Set(tokens.map(({ access_token: token }) => token)).size).toBe(SERVICES)
    }
  })

  test('would lose some if each saved the session whole', async () => {
    await sql`create table whole_sessions (uid text primary key, authorizations jsonb not null)`.execute(kapu.db)
    const kept: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const uid = randomId()
      await sql`insert into whole_sessions values (${uid}, '{}')`.execute(kapu.db)
      await Promise.all(services.map(({ clientId }) => saveWhole(uid, clientId)))
      kept.push(Object.keys(await wholeSession(uid)).length)
    }
    expect(Math.min(...kept)).toBeLessThan(SERVICES)
  })
})

/** The point, in words; the service asked there: one new to the session, or one that it has let in before. */
const points: ReadonlyArray<[string, HoldingPoint, () => Service]> = [
  ['before its grant is written', 'grant', () => taxOffice],
  ['before its session is saved', 'session', () => mailbox],
  ['before its code is written', 'before code', () => mailbox],
  ['while its code is being written', 'code', () => mailbox],
]

describe.each(points)('a single sign-on held open %s', (_words, point, service) => {
  test('gives nothing after a sign-out, and the session stays ended', async () => {
    const { robot, person } = await signedIn()
    const tab = robot.newTab()
    await tab.open(`${kapu.issuer}/session/end`)
    const signOut = submission(standingForm(tab), { action: 'everywhere' })
    const { held, meanwhile } = await holdOpen(kapu, point, {
      held: () => singleSignOn(service(), robot),
      meanwhile: () => send(kapu.issuer, signOut),
    })
    expect(meanwhile.status).toBe(303)
    if (point !== 'code') expect(held.error).toBe('login_required')
    await expectNothing(held)
    expect(await livingSessions(person)).toBe(0)
    expect((await singleSignOn(mailbox, robot)).error).toBe('login_required')
  })

  test('gives nothing after an account switch, and the other person is signed in', async () => {
    const { robot, person } = await signedIn()
    const other = await kapu.account()
    const { robot: tab, redeem } = await mailbox.ask({
      scope: 'openid',
      robot: robot.newTab(),
      params: { login_hint: other.username },
    })
    expect(tab.step).toBe('switch_account')
    const switched = submission(standingForm(tab), { action: 'switch' })
    const { held, meanwhile } = await holdOpen(kapu, point, {
      held: () => singleSignOn(service(), robot),
      meanwhile: () => send(kapu.issuer, switched),
    })
    expect(meanwhile.status).toBe(303)
    if (point !== 'code') expect(held.error).toBe('login_required')
    await expectNothing(held)
    await tab.open(new URL(meanwhile.headers.location ?? '', kapu.issuer))
    await signIn(tab, other)
    await redeem()
    expect(await livingSessions(person)).toBe(0)
    expect(await livingSessions(other)).toBe(1)
    await expectNothing(held)
  })

  test('gives nothing after a suspension, and the session ends', async () => {
    const { robot, person } = await signedIn()
    const { held } = await holdOpen(kapu, point, {
      held: () => singleSignOn(service(), robot),
      meanwhile: () => suspend(kapu, person.id),
    })
    await expectNothing(held)
    // Nobody told the session yet; the first who asks for it ends it
    expect((await singleSignOn(mailbox, robot)).error).toBe('login_required')
    expect(await livingSessions(person)).toBe(0)
    await expectNothing(held)
  })

  test('would have given a code', async () => {
    const { robot } = await signedIn()
    const { held } = await holdOpen(kapu, point, {
      held: () => singleSignOn(service(), robot),
      meanwhile: async () => undefined,
    })
    await expect(held.redeem()).resolves.toHaveProperty('access_token')
  })
})

describe('a session that has ended', () => {
  test('stays so when saves come late, and takes nothing from them', async () => {
    const { change, save } = await storedSession()
    expect(
      await inTransaction(kapu.db, (t) =>
        endSession(t, { uid: change.uid, reason: 'signed_out', receiptHash: null }, NOW),
      ),
    ).not.toBeNull()
    const late = Array.from({ length: 20 }, (_, i) =>
      save({
        idHash: randomBytes(32),
        replacedIdHash: change.idHash,
        authorizations: [{ clientId: `late-${i}`, sid: 's', grantId: null, persistsLogout: false }],
        events: [{ factor: 'late', accountId: change.accountId ?? '', at: NOW, enrolled: false }],
      }),
    )
    expect(await Promise.all(late)).toEqual(Array(20).fill(false))
    expect(await traces(change.uid)).toEqual({ ended: true, ids: 1, replaced: 0, authorizations: 1, events: 0 })
    expect(await findSession(kapu.db, { uid: change.uid }, NOW)).toBeNull()
    expect(await findSession(kapu.db, { idHash: change.idHash }, NOW)).toBeNull()
  })

  test('stays so when saves come at the same moment, in each of ten rounds', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { change, save } = await storedSession()
      const end = () =>
        inTransaction(kapu.db, (t) => endSession(t, { uid: change.uid, reason: 'signed_out', receiptHash: null }, NOW))
      const saves = (count: number) => Array.from({ length: count }, () => save({ idHash: randomBytes(32) }))
      await Promise.all([...saves(9), end(), ...saves(9)])
      expect(await traces(change.uid)).toMatchObject({ ended: true })
      expect(await findSession(kapu.db, { uid: change.uid }, NOW)).toBeNull()
    }
  })

  test('would come back to life if it were saved whole', async () => {
    const { change } = await storedSession()
    await inTransaction(kapu.db, (t) =>
      endSession(t, { uid: change.uid, reason: 'signed_out', receiptHash: null }, NOW),
    )
    await sql`
      insert into sessions (uid, account_id, payload, started_at, seen_at, expires_at)
      select uid, account_id, payload, started_at, seen_at, expires_at from sessions where uid = ${change.uid}
      on conflict (uid) do update set payload = excluded.payload, ended_at = excluded.ended_at`.execute(kapu.db)
    expect(await findSession(kapu.db, { uid: change.uid }, NOW)).not.toBeNull()
  })
})

test('an interaction that has led on is not brought back by an answer that comes late', async () => {
  const id = randomBytes(32)
  const nobodys = { grantId: null, sessionUid: null, accountId: null, clientId: null, cid: null }
  const row = { model: 'Interaction', id, payload: 'asked', ...nobodys, expiresAt: NOW + 60 }
  await saveArtefact(kapu.db, row, { boundToSession: false, audit: null, ticket: null, now: NOW })
  expect(await answerInteraction(kapu.db, id, 'answered', NOW)).toBe(true)
  await sql`delete from oidc_items where id = ${id}`.execute(kapu.db)
  expect(await answerInteraction(kapu.db, id, 'answered again', NOW)).toBe(false)
  expect(await findArtefact(kapu.db, 'Interaction', id)).toBeNull()
})

/** Somebody new, signed in at the Mailbox. */
async function signedIn(): Promise<{ robot: Robot; person: TestAccount }> {
  const person = await kapu.account()
  const { robot, redeem } = await mailbox.ask({ scope: 'openid', robot: createRobot({ language: 'en' }) })
  await signIn(robot, person)
  await redeem()
  return { robot, person }
}

/** In a tab of its own of that browser, without a page. */
function singleSignOn(service: Service, robot: Robot): Promise<Asked> {
  return service.ask({ scope: 'openid', robot: robot.newTab(), params: { prompt: 'none' } })
}

/** That nobody is signed in, or a code that is worth nothing: one written just before the end cannot be called back. */
async function expectNothing(asked: Asked): Promise<void> {
  if (asked.error === null) await expect(asked.redeem()).rejects.toMatchObject({ error: 'invalid_grant' })
  else expect(asked.error).toBe('login_required')
}

async function recordedClients({ id }: TestAccount): Promise<string[]> {
  const { rows } = await sql<{ client: string }>`
    select a.client_id as client from session_authorizations a join sessions s on s.uid = a.session_uid
    where s.account_id = ${id} and s.ended_at is null and a.grant_id is not null`.execute(kapu.db)
  return rows.map(({ client }) => client).toSorted()
}

async function livingSessions({ id }: TestAccount): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from sessions where account_id = ${id} and ended_at is null`.execute(kapu.db)
  return rows[0]?.count ?? 0
}

async function wholeSession(uid: string): Promise<Record<string, boolean>> {
  const { rows } = await sql<{ authorizations: Record<string, boolean> }>`
    select authorizations from whole_sessions where uid = ${uid}`.execute(kapu.db)
  return rows[0]?.authorizations ?? {}
}

/** What the library does by itself: loads the session, notes one service more, saves all of it. */
async function saveWhole(uid: string, clientId: string): Promise<void> {
  const authorizations = JSON.stringify({ ...(await wholeSession(uid)), [clientId]: true })
  await sql`update whole_sessions set authorizations = ${authorizations}::jsonb where uid = ${uid}`.execute(kapu.db)
}

/** A living session with one service. */
async function storedSession() {
  const person = await kapu.account()
  const change: SessionChange = {
    uid: randomId(),
    idHash: randomBytes(32),
    replacedIdHash: null,
    accountId: person.id,
    payload: 'sealed',
    startedAt: NOW,
    expiresAt: NOW + 3_600,
    authorizations: [{ clientId: 'first', sid: 'sid', grantId: null, persistsLogout: false }],
    removedClients: [],
    events: [],
    finishedSignIn: null,
    shared: false,
  }
  const save = (more: Partial<SessionChange>) => saveSession(kapu.db, { ...change, ...more }, NOW)
  expect(await save({})).toBe(true)
  expect(await findSession(kapu.db, { uid: change.uid }, NOW)).not.toBeNull()
  return { change, save }
}

async function traces(uid: string) {
  const { rows } = await sql`
    select ended_at is not null as ended,
      (select count(*)::int from session_ids where session_uid = uid) as ids,
      (select count(*)::int from session_ids where session_uid = uid and valid_until is not null) as replaced,
      (select count(*)::int from session_authorizations where session_uid = uid) as authorizations,
      (select count(*)::int from session_events where session_uid = uid) as events
    from sessions where uid = ${uid}`.execute(kapu.db)
  return rows[0]
}
