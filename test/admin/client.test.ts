import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { secretContext } from '../../src/clients/client.ts'
import { findClient } from '../../src/clients/store.ts'
import { loadConfig } from '../../src/config.ts'
import { createSealing } from '../../src/system/sealing.ts'
import { testDatabase, type TestDatabase } from '../support/database.ts'
import { commandLine, type CommandLine } from './command-line.ts'

let database: TestDatabase
let kapu: CommandLine
beforeAll(async () => {
  database = await testDatabase()
  kapu = commandLine(database.url)
})
afterAll(async () => {
  kapu.close()
  await database.close()
})

const named = ['--name-hu', 'Könyvtár', '--name-en', 'Library', '--scope', 'openid name']
const returning = ['--redirect-uri', 'https://library.example.hu/callback']

interface Shown extends Record<string, unknown> {
  client_secret?: string
}

async function create(id: string, ...more: string[]): Promise<Shown> {
  const { code, out, err } = await kapu(['client', 'create', '--id', id, ...named, ...returning, '--json', ...more])
  expect({ code, err }).toEqual({ code: 0, err: '' })
  return JSON.parse(out)
}

async function audited(clientId: string): Promise<string[]> {
  const { rows } = await sql<{
    event: string
  }>`select event from audit_events where client_id = ${clientId} order by id`.execute(database.db)
  return rows.map((row) => row.event)
}

async function auditRows(): Promise<number> {
  const { rows } = await sql`select 1 from audit_events`.execute(database.db)
  return rows.length
}

async function storedSecret(clientId: string): Promise<string> {
  const { keys } = loadConfig({ profile: 'development', env: { KAPU_DATA_DIR: kapu.dataDirectory } })
  const client = await findClient(database.db, clientId)
  return await createSealing(keys.sealing).open(secretContext(clientId), client?.secretSealed ?? '')
}

describe('client create', () => {
  test('shows the secret once, keeps it sealed, and leaves an audit row', async () => {
    const { client_secret: secret = '' } = await create('library', '--public-body')
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32)
    expect(await storedSecret('library')).toBe(secret)
    const { rows } = await sql<{ text: string }>`select clients::text as text from clients`.execute(database.db)
    expect(rows.some((row) => row.text.includes(secret))).toBe(false)
    expect((await kapu(['client', 'show', 'library', '--json'])).out).not.toContain(secret)
    expect(await audited('library')).toEqual(['client.created'])
  })

  test('prints a table for people', async () => {
    const { code, out } = await kapu(['client', 'create', '--id', 'museum', ...named, ...returning])
    expect(code).toBe(0)
    expect(out).toMatch(/^client_id +museum$/m)
    expect(out).toMatch(/^names +Könyvtár \/ Library$/m)
    expect(out).toMatch(/^client_secret +[\w-]{43}$/m)
  })

  test('takes a document from a file or from standard input, options over it', async () => {
    const document = {
      client_id: 'theatre',
      names: { hu: 'Színház', en: 'Theatre' },
      redirect_uris: ['https://theatre.example.hu/x'],
      scope: 'openid',
    }
    const file = join(kapu.dataDirectory, 'theatre.json')
    writeFileSync(file, JSON.stringify(document))
    expect(await kapu(['client', 'create', '--file', file])).toMatchObject({ code: 0 })
    const { code, out } = await kapu(
      ['client', 'create', '--file', '-', '--id', 'opera', '--name', 'Opera', '--json'],
      JSON.stringify(document),
    )
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ client_id: 'opera', names: { hu: 'Opera', en: 'Opera' }, scope: 'openid' })
  })

  test('gives no secret to a client that does not use one', async () => {
    expect(await create('app', '--authentication', 'none')).not.toHaveProperty('client_secret')
  })

  test('an id that is taken is a conflict', async () => {
    const rows = await auditRows()
    const { code, out, err } = await kapu(['client', 'create', '--id', 'library', ...named, ...returning])
    expect({ code, out }).toEqual({ code: 4, out: '' })
    expect(err).toContain('taken')
    expect(await auditRows()).toBe(rows)
  })

  test.each<[string, string[], string]>([
    ['a redirect URI over http', [...named, '--redirect-uri', 'http://library.example.hu/callback'], 'redirect_uris.0'],
    ['no redirect URI', named, 'redirect_uris'],
    ['a scope that does not exist', [...returning, '--name', 'x', '--scope', 'openid everything'], 'scope'],
    ['a rule that does not exist', [...named, ...returning, '--rule', 'colour=red'], 'rules.colour'],
    ['a level that does not exist', [...named, ...returning, '--rule', 'min_acr=urn:x'], 'rules.min_acr'],
  ])('%s is invalid, and nothing is stored', async (_name, args, path) => {
    const rows = await auditRows()
    const { code, err } = await kapu(['client', 'create', '--id', 'wrong', '--json', ...args])
    expect(code).toBe(5)
    expect(JSON.parse(err).error.faults).toContainEqual({ path, message: expect.any(String) })
    expect(await findClient(database.db, 'wrong')).toBeNull()
    expect(await auditRows()).toBe(rows)
  })

  test('a document that is not JSON is invalid', async () => {
    expect(await kapu(['client', 'create', '--file', '-'], '{')).toMatchObject({ code: 5, out: '' })
  })

  test('of several that take one id at once, one gets it', async () => {
    const ended = await Promise.all(
      Array.from({ length: 4 }, () => kapu(['client', 'create', '--id', 'wanted', ...named, ...returning])),
    )
    expect(ended.map(({ code }) => String(code)).toSorted()).toEqual(['0', '4', '4', '4'])
    expect(await audited('wanted')).toEqual(['client.created'])
  })
})

describe('client update', () => {
  test('changes what it is given, leaves the rest, and records the names of what changed', async () => {
    const before = await create('gallery', '--public-body')
    const { code, out } = await kapu([
      'client',
      'update',
      'gallery',
      '--rule',
      'single_sign_on=false',
      'max_age=1200',
      'max_idle=600',
      '--name-en',
      'Gallery',
      '--json',
    ])
    expect(code).toBe(0)
    const { client_secret: _secret, ...rest } = before
    expect(JSON.parse(out)).toMatchObject({
      ...rest,
      names: { hu: 'Könyvtár', en: 'Gallery' },
      rules: { single_sign_on: false, max_age: 1200, max_idle: 600, pkce: true },
      version: 2,
      updated_at: expect.any(Number),
    })
    expect(await audited('gallery')).toEqual(['client.created', 'client.updated'])
  })

  test('keeps the sector when the service moves to another host', async () => {
    await create('archive')
    const { out } = await kapu(['client', 'update', 'archive', '--redirect-uri', 'https://new.example.hu/x', '--json'])
    expect(JSON.parse(out)).toMatchObject({ sector: 'library.example.hu', redirect_uris: ['https://new.example.hu/x'] })
  })

  test('refuses another id and another sector', async () => {
    const changes = JSON.stringify({ client_id: 'other', sector_identifier_uri: 'https://sector.example.hu/' })
    const { code, err } = await kapu(['client', 'update', 'archive', '--file', '-', '--json'], changes)
    expect(code).toBe(5)
    expect(JSON.parse(err).error.faults.map((fault: { path: string }) => fault.path)).toEqual([
      'client_id',
      'sector_identifier_uri',
    ])
  })

  test('takes a field away with null', async () => {
    await kapu(['client', 'update', 'archive', '--file', '-'], '{"client_uri":"https://a.example.hu/"}')
    const { out } = await kapu(['client', 'update', 'archive', '--file', '-', '--json'], '{"client_uri":null}')
    expect(JSON.parse(out)).not.toHaveProperty('client_uri')
  })

  test('gives a secret to a client that now needs one, and takes it from one that does not', async () => {
    await create('booth', '--authentication', 'none')
    const { out } = await kapu(['client', 'update', 'booth', '--authentication', 'client_secret_post', '--json'])
    expect(await storedSecret('booth')).toBe(JSON.parse(out).client_secret)
    await kapu(['client', 'update', 'booth', '--authentication', 'none'])
    expect(await findClient(database.db, 'booth')).toMatchObject({ secretSealed: null })
  })

  test('without a change nothing is written', async () => {
    const rows = await auditRows()
    expect(await kapu(['client', 'update', 'gallery', '--name-en', 'Gallery'])).toMatchObject({
      code: 0,
      out: expect.stringContaining('Nothing changed'),
    })
    expect(await kapu(['client', 'update', 'gallery'])).toMatchObject({ code: 2 })
    expect(await auditRows()).toBe(rows)
  })
})

describe('client rotate-secret', () => {
  test('replaces the secret and shows the new one', async () => {
    const { client_secret: before } = await create('rotating')
    const { code, out } = await kapu(['client', 'rotate-secret', 'rotating', '--json'])
    const { client_secret: after } = JSON.parse(out)
    expect(code).toBe(0)
    expect(after).not.toBe(before)
    expect(await storedSecret('rotating')).toBe(after)
    expect(await audited('rotating')).toEqual(['client.created', 'client.secret_rotated'])
  })

  test('is a conflict where there is no secret', async () => {
    expect(await kapu(['client', 'rotate-secret', 'app'])).toMatchObject({ code: 4, out: '' })
  })
})

describe('client delete', () => {
  test('asks for --yes, then deletes for ever', async () => {
    await create('leaving')
    expect(await kapu(['client', 'delete', 'leaving'])).toMatchObject({ code: 2 })
    expect(await kapu(['client', 'delete', 'leaving', '--yes'])).toMatchObject({ code: 0 })
    expect(await kapu(['client', 'show', 'leaving'])).toMatchObject({ code: 3 })
    expect(await kapu(['client', 'create', '--id', 'leaving', ...named, ...returning])).toMatchObject({ code: 4 })
    expect(await audited('leaving')).toEqual(['client.created', 'client.deleted'])
  })
})

test('client list shows all clients', async () => {
  const { out } = await kapu(['client', 'list', '--json'])
  const ids: string[] = JSON.parse(out).map((client: { client_id: string }) => client.client_id)
  expect(ids).toEqual(ids.toSorted())
  expect(ids).toContain('library')
  expect((await kapu(['client', 'list'])).out).toMatch(/^CLIENT ID +NAME +KIND +AUTHENTICATION +UPDATED\n/)
})

test.each([['show'], ['update', '--name', 'x'], ['delete', '--yes'], ['rotate-secret']])(
  'client %s of nobody is not found',
  async (name, ...more) => {
    expect(await kapu(['client', name, 'nobody', ...more])).toMatchObject({
      code: 3,
      out: '',
      err: expect.stringContaining('nobody'),
    })
  },
)

test.each([
  ['create', '--id', 'my-data', ...named, ...returning],
  ['update', 'my-data', '--rule', 'min_acr=null'],
  ['rotate-secret', 'registrar-desk'],
  ['delete', 'registrar-desk', '--yes'],
])('client %s leaves the clients alone that are Kapu itself', async (...args) => {
  expect(await kapu(['client', ...args])).toMatchObject({
    code: 4,
    out: '',
    err: expect.stringContaining('Kapu itself'),
  })
})

test('what is stored does not steer the terminal', async () => {
  await sql`update clients set names = jsonb_build_object('hu', 'x', 'en', 'a' || chr(27) || '[2J') where client_id = 'museum'`.execute(
    database.db,
  )
  expect((await kapu(['client', 'list'])).out).not.toContain('\u001b')
})
