import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findRegistrar, openOfficesOf } from '../../src/offices/store.ts'
import { type Kapu, startKapu } from '../support/kapu.ts'
import { commandLine, type CommandLine } from './command-line.ts'

let kapu: Kapu
let command: CommandLine
beforeAll(async () => {
  kapu = await startKapu()
  command = commandLine(kapu.url)
  for (const id of ['szeged-1', 'szeged-2']) expect((await add(id, 'government_window')).code).toBe(0)
})
afterAll(async () => {
  command.close()
  await kapu.close()
})

function add(id: string, type: string) {
  return command([
    'office',
    'add',
    '--id',
    id,
    '--type',
    type,
    '--name-hu',
    `Hivatal ${id}`,
    '--name-en',
    `Office ${id}`,
  ])
}

async function audited(accountId: string | null): Promise<string[]> {
  const { rows } = await sql<{ event: string }>`
    select event from audit_events where actor_type = 'administrator' and subject_account_id is not distinct from ${accountId}
    order by id`.execute(kapu.db)
  return rows.map(({ event }) => event)
}

describe('kapu office', () => {
  test('RD3: only document offices and government windows may finalise', async () => {
    for (const type of ['document_office', 'tax_authority', 'embassy', 'customer_centre']) {
      const id = type.replace('_', '-')
      expect((await add(id, type)).code).toBe(0)
    }
    const { out } = await command(['office', 'list', '--json'])
    const listed: { type: string; can_finalise: boolean }[] = JSON.parse(out)
    expect(new Set(listed.filter((office) => office.can_finalise).map(({ type }) => type))).toEqual(
      new Set(['document_office', 'government_window']),
    )
  })

  test('an id is given once, and is plain', async () => {
    expect(await add('szeged-1', 'embassy')).toMatchObject({ code: 4, err: expect.stringContaining('taken') })
    expect(await add('Szeged 1', 'embassy')).toMatchObject({ code: 5 })
    expect(await add('szeged-9', 'bank')).toMatchObject({ code: 2 })
  })

  test('a closed office is closed once, for ever, and nobody acts there', async () => {
    const { id, username } = await kapu.account()
    await add('closing', 'embassy')
    await command(['registrar', 'add', username, '--role', 'clerk', '--office', 'closing', 'szeged-1'])
    expect(await command(['office', 'close', 'closing'])).toMatchObject({ code: 2 })
    expect(await command(['office', 'close', 'closing', '--yes'])).toMatchObject({ code: 0 })
    expect(await command(['office', 'close', 'closing', '--yes'])).toMatchObject({ code: 4 })
    expect(await command(['office', 'close', 'nowhere', '--yes'])).toMatchObject({ code: 3 })
    expect((await openOfficesOf(kapu.db, id)).map((office) => office.id)).toEqual(['szeged-1'])
    expect(await command(['registrar', 'change', username, '--office', 'closing'])).toMatchObject({ code: 3 })
    expect((await audited(null)).filter((event) => event === 'office.closed')).toHaveLength(1)
  })
})

describe('kapu registrar', () => {
  test('adds an active account alone, once, with an audit row', async () => {
    const { id, username } = await kapu.account()
    const to = ['--role', 'clerk', '--office', 'szeged-1']
    expect(await command(['registrar', 'add', username.toUpperCase(), ...to, '--json'])).toMatchObject({
      code: 0,
      err: '',
    })
    expect(await findRegistrar(kapu.db, id)).toEqual({
      accountId: id,
      username,
      role: 'clerk',
      active: true,
      offices: ['szeged-1'],
    })
    expect(await command(['registrar', 'add', username, ...to])).toMatchObject({ code: 4 })
    const { rows } = await sql<{ detail_sealed: string; actor_id: string }>`
      select detail_sealed, actor_id from audit_events where subject_account_id = ${id}`.execute(kapu.db)
    expect(rows).toHaveLength(1)
    expect(rows[0]?.actor_id).not.toBe('')
  })

  test('an account that cannot sign in acts at no desk', async () => {
    const waiting = await kapu.account({ state: 'REG_PENDING' })
    const temporary = await kapu.account({ state: 'TEMP_ACTIVE' })
    const to = ['--role', 'clerk', '--office', 'szeged-1']
    for (const { username } of [waiting, temporary])
      expect(await command(['registrar', 'add', username, ...to])).toMatchObject({ code: 4 })
    expect(await command(['registrar', 'add', 'nobody', ...to])).toMatchObject({ code: 3 })
    const { username } = await kapu.account()
    expect(await command(['registrar', 'add', username, '--role', 'chief', '--office', 'szeged-1'])).toMatchObject({
      code: 2,
    })
    expect(await command(['registrar', 'add', username, '--role', 'clerk', '--office', 'nowhere'])).toMatchObject({
      code: 3,
    })
  })

  test('changes what it is given and leaves the rest; a removed one is gone', async () => {
    const { id, username } = await kapu.account()
    await command(['registrar', 'add', username, '--role', 'clerk', '--office', 'szeged-1'])
    await command(['registrar', 'change', username, '--role', 'supervisor'])
    expect(await findRegistrar(kapu.db, id)).toMatchObject({ role: 'supervisor', offices: ['szeged-1'], active: true })
    await command(['registrar', 'change', username, '--office', 'szeged-2', '--inactive'])
    expect(await findRegistrar(kapu.db, id)).toMatchObject({ role: 'supervisor', offices: ['szeged-2'], active: false })
    expect(await command(['registrar', 'change', username])).toMatchObject({ code: 2 })
    expect((await command(['registrar', 'list'])).out).toMatch(
      new RegExp(`${username} +supervisor +szeged-2 +inactive`),
    )
    expect(await command(['registrar', 'remove', username])).toMatchObject({ code: 2 })
    expect(await command(['registrar', 'remove', username, '--yes'])).toMatchObject({ code: 0 })
    expect(await findRegistrar(kapu.db, id)).toBeNull()
    expect(await command(['registrar', 'remove', username, '--yes'])).toMatchObject({ code: 3 })
    expect(await audited(id)).toEqual([
      'registrar.created',
      'registrar.changed',
      'registrar.changed',
      'registrar.removed',
    ])
  })
})
