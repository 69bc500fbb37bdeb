import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { enter, type Entered } from '../journeys/enter.ts'
import { livingSessions } from '../journeys/sessions.ts'
import { type Kapu, startKapu, type TestAccount } from '../support/kapu.ts'
import { type LogoutReceiver, startLogoutReceiver, verifyLogoutToken } from '../support/logout-receiver.ts'
import { type Service, serviceOf } from '../support/service.ts'
import { commandLine, type CommandLine } from './command-line.ts'

let kapu: Kapu
let receiver: LogoutReceiver
let command: CommandLine
let mailbox: Service
beforeAll(async () => {
  receiver = await startLogoutReceiver()
  kapu = await startKapu({ jobs: true, settings: { outbound: { allowLoopback: true } } })
  const { sealing, audit } = kapu.config.keys
  command = commandLine(kapu.url, {
    KAPU_SEALING_KEYS: spelled(sealing),
    KAPU_AUDIT_KEY: spelled(audit),
  })
  const document = { client_id: 'mailbox', scope: 'openid', backchannel_logout_uri: receiver.uriOf('mailbox') }
  mailbox = await serviceOf(kapu, await kapu.client(document))
})
afterAll(async () => {
  command.close()
  await kapu.close()
  await receiver.close()
})

/** Keys as the environment has them. */
function spelled({ keys }: { readonly keys: Readonly<Record<string, Buffer>> }): string {
  return Object.entries(keys)
    .map(([id, key]) => `${id}:${key.toString('base64url')}`)
    .join(' ')
}

const SCOPE = { scope: 'openid' }

interface Listed {
  readonly uid: string
  readonly factors: readonly string[]
  readonly services: readonly string[]
}

async function list(name: string): Promise<Listed[]> {
  const { code, out } = await command(['session', 'list', name, '--json'])
  expect(code).toBe(0)
  return JSON.parse(out)
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

async function isLetIn({ robot }: Entered): Promise<boolean> {
  return (await mailbox.ask({ ...SCOPE, robot: robot.newTab(), params: { prompt: 'none' } })).error === null
}

/** The `sid`s of the next logout tokens, judged. */
async function told(before: number, count: number): Promise<Set<unknown>> {
  await expect.poll(() => receiver.of('mailbox').length - before).toBe(count)
  const sids = new Set()
  for (const received of receiver.of('mailbox').slice(before))
    sids.add((await verifyLogoutToken(kapu, received))['sid'])
  return sids
}

async function recorded({ id }: TestAccount, event: string) {
  const rows = await kapu.db
    .selectFrom('audit_events')
    .selectAll()
    .where('event', '=', event)
    .where('subject_account_id', '=', id)
    .execute()
  const opened = []
  for (const row of rows) {
    expect(kapu.core.audit.isAuthentic(row)).toBe(true)
    const { detail } = await kapu.core.audit.open(row)
    opened.push({ type: row.actor_type, id: row.actor_id, reason: row.reason, note: detail?.['note'] })
  }
  return opened
}

const by = (note: string) => ({
  type: 'administrator',
  id: expect.any(String),
  reason: 'ended_by_administrator',
  note,
})

describe('kapu session list', () => {
  test('shows where an account is signed in, by user name or id, and nothing that opens it', async () => {
    const { person, uid, other } = await inTwo()
    const sessions = await list(person.username)
    // Both began in the same second: neither is the first
    expect(new Set(sessions.map((one) => one.uid))).toEqual(new Set([uid, other]))
    for (const one of sessions) expect(one).toMatchObject({ factors: ['password', 'totp'], services: ['mailbox'] })
    expect(await list(person.id)).toEqual(sessions)
    const { out } = await command(['session', 'list', person.username])
    expect(out).toMatch(new RegExp(`^${uid} .* password totp +mailbox$`, 'm'))
  })

  test('shows nothing of somebody who is not signed in, or of nobody', async () => {
    const { username } = await kapu.account()
    expect(await command(['session', 'list', username])).toMatchObject({ code: 0, out: '(none)\n' })
    expect(await command(['session', 'list', 'nobodyatall'])).toMatchObject({ code: 3, out: '' })
    const nobody = '00000000-0000-4000-8000-000000000000'
    expect(await command(['session', 'list', nobody])).toMatchObject({ code: 3, out: '' })
  })
})

describe('kapu session end', () => {
  test('takes an id that begins with a dash for an id', async () => {
    const id = `-${'a'.repeat(42)}`
    const { code, err } = await command(['session', 'end', id, '--reason', 'case 41'])
    expect({ code, err }).toEqual({ code: 3, err: expect.stringContaining(id) })
  })

  test('ends one session: its service is told, the person’s other browser and other people stay', async () => {
    const { person, first, second, uid, other } = await inTwo()
    const bystander = await enter(mailbox, await kapu.account(), SCOPE)
    const before = receiver.of('mailbox').length
    expect(await command(['session', 'end', uid, '--reason', 'case 41'])).toMatchObject({ code: 0 })
    expect(await told(before, 1)).toEqual(new Set([first.claims['sid']]))
    expect(await livingSessions(kapu, person.id)).toEqual([other])
    expect([await isLetIn(first), await isLetIn(second), await isLetIn(bystander)]).toEqual([false, true, true])
    expect(await recorded(person, 'session.ended')).toEqual([by('case 41')])
    expect(await command(['session', 'end', uid, '--reason', 'again'])).toMatchObject({ code: 4, out: '' })
    expect(await command(['session', 'end', 'no-such-uid', '--reason', 'why'])).toMatchObject({ code: 3, out: '' })
  })

  test('ends all sessions of an account, and nobody else’s', async () => {
    const { person, first, second, uid, other } = await inTwo()
    const bystander = await enter(mailbox, await kapu.account(), SCOPE)
    const before = receiver.of('mailbox').length
    const { code, out } = await command(['session', 'end', '--account', person.username, '--reason', 'asked', '--json'])
    expect(code).toBe(0)
    const { ended, ...ofAccount } = JSON.parse(out)
    expect(ofAccount).toEqual({ account_id: person.id })
    expect(new Set(ended)).toEqual(new Set([uid, other]))
    expect(await told(before, 2)).toEqual(new Set([first.claims['sid'], second.claims['sid']]))
    expect(await recorded(person, 'session.ended')).toEqual([by('asked'), by('asked')])
    expect(await isLetIn(bystander)).toBe(true)
    expect(await command(['session', 'end', '--account', 'nobodyatall', '--reason', 'x'])).toMatchObject({ code: 3 })
  })

  test('takes back what services may do without the person, where all is to end', async () => {
    const { person } = await inTwo()
    const { rows: grants } = await sql<{ id: string }>`
      update session_authorizations set persists_logout = true
      where session_uid in (select uid from sessions where account_id = ${person.id})
      returning grant_id as id`.execute(kapu.db)
    expect(grants).toHaveLength(2)
    const { out } = await command(['session', 'end', '--all-of', person.id, '--reason', 'stolen', '--json'])
    expect(JSON.parse(out)).toMatchObject({ grants_revoked: 2 })
    expect(await recorded(person, 'grant.revoked')).toEqual([by('stolen'), by('stolen')])
  })
})
