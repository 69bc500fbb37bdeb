import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { enter } from '../journeys/enter.ts'
import { auditOf } from '../journeys/sessions.ts'
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
  kapu = await startKapu({ jobs: true, settings: { outbound: { allowLoopback: true }, logout: { retries: ['PT1S'] } } })
  command = commandLine(kapu.url)
  const document = { client_id: 'mailbox', scope: 'openid', backchannel_logout_uri: receiver.uriOf('mailbox') }
  mailbox = await serviceOf(kapu, await kapu.client(document))
})
afterAll(async () => {
  command.close()
  await kapu.close()
  await receiver.close()
})

interface Listed {
  readonly id: string
  readonly state: string
}

async function list(): Promise<Listed[]> {
  const { code, out } = await command(['logout', 'list', '--json'])
  expect(code).toBe(0)
  return JSON.parse(out)
}

/** Signs somebody out while the service refuses to be told. */
async function signOutUnheard(): Promise<TestAccount> {
  receiver.behave('mailbox', 500)
  const person = await kapu.account()
  const { robot } = await enter(mailbox, person, { scope: 'openid' })
  await robot.open(`${kapu.issuer}/session/end`)
  await robot.submit({}, { action: 'everywhere' })
  return person
}

/** The ids of what was given up, once there are so many. */
async function dead(count: number): Promise<string[]> {
  await expect
    .poll(() => kapu.db.selectFrom('logout_deliveries').select('id').where('state', '=', 'dead').execute(), {
      timeout: 10_000,
    })
    .toHaveLength(count)
  return (await list()).filter(({ state }) => state === 'dead').map(({ id }) => id)
}

async function stateOf(id: string): Promise<string | undefined> {
  const { rows } = await sql<{ state: string }>`select state from logout_deliveries where id = ${id}`.execute(kapu.db)
  return rows[0]?.state
}

const soon = { timeout: 10_000 }

test('a list of nothing says so', async () => {
  expect(await command(['logout', 'list'])).toMatchObject({ code: 0, out: '(none)\n' })
  expect(await command(['logout', 'retry', '--all'])).toMatchObject({ code: 0, out: 'Every service has confirmed.\n' })
})

describe('a logout token that was given up', () => {
  test('is listed with why, and a retry delivers it, signed anew', async () => {
    const person = await signOutUnheard()
    const [id = ''] = await dead(1)
    expect((await list())[0]).toMatchObject({
      id,
      client_id: 'mailbox',
      account_id: person.id,
      state: 'dead',
      tries: 2,
      last_error: 'HTTP 500',
    })
    const { out } = await command(['logout', 'list'])
    expect(out).toMatch(new RegExp(`^${id} +mailbox +dead +2 .* HTTP 500$`, 'm'))

    receiver.behave('mailbox', 200)
    const before = receiver.of('mailbox').length
    expect(await command(['logout', 'retry', id, '--json'])).toMatchObject({ code: 0 })
    await expect.poll(() => stateOf(id), soon).toBe('confirmed')
    const [received, ...more] = receiver.of('mailbox').slice(before)
    expect(more).toEqual([])
    if (received === undefined) throw new Error('no token')
    await verifyLogoutToken(kapu, received)
    expect(await list()).toEqual([])
    expect((await auditOf(kapu, person.id)).slice(-3)).toEqual([
      'logout_token.failed',
      'logout_token.retried',
      'logout_token.sent',
    ])
    expect(await command(['logout', 'retry', id])).toMatchObject({ code: 4 })
  })

  test('is delivered with all others by --all', async () => {
    await signOutUnheard()
    await signOutUnheard()
    const ids = await dead(2)
    receiver.behave('mailbox', 200)
    const { out } = await command(['logout', 'retry', '--all', '--json'])
    expect(JSON.parse(out)).toEqual({ retried: ids.toSorted() })
    for (const id of ids) await expect.poll(() => stateOf(id), soon).toBe('confirmed')
  })

  test('can be given up again, after as many tries', async () => {
    await signOutUnheard()
    const [id = ''] = await dead(1)
    const before = receiver.of('mailbox').length
    await command(['logout', 'retry', id])
    await expect.poll(() => receiver.of('mailbox').length - before, soon).toBe(2)
    expect(await dead(1)).toEqual([id])
  })
})

test.each(['no-uuid', '00000000-0000-4000-8000-000000000000'])('a retry of %s finds nothing', async (id) => {
  expect(await command(['logout', 'retry', id])).toMatchObject({ code: 3, out: '' })
})

test('a retry of one and of all at once is wrong usage', async () => {
  expect(await command(['logout', 'retry', 'one', '--all'])).toMatchObject({ code: 2, out: '' })
})
