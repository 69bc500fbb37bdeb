import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../support/database.ts'
import { cli, commandLine, commandProcess, type CommandLine } from './command-line.ts'

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

describe('wrong usage leaves with 2 and says how to go on', () => {
  test.each([
    [[]],
    [['fly']],
    [['client']],
    [['client', 'fly']],
    [['client', 'show']],
    [['client', 'list', '--colour']],
    [['client', 'create', '--secret', 'x']],
    [['client', 'create', '--rule', 'x']],
    [['logout', 'retry']],
    [['logout', 'retry', '--everything']],
    [['session', 'list']],
    [['session', 'end', 'some-uid']],
    [['session', 'end', '--reason', 'why']],
    [['session', 'end', 'some-uid', '--account', 'somebody', '--reason', 'why']],
    [['session', 'end', 'some-uid', '--reason', ' ']],
  ])('kapu %j', async (args) => {
    const { code, out, err } = await kapu(args)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toMatch(/help|Usage/)
  })
})

const commands = [
  ['serve'],
  ['migrate'],
  ['client', 'create'],
  ['client', 'list'],
  ['client', 'show'],
  ['client', 'update'],
  ['client', 'delete'],
  ['client', 'rotate-secret'],
  ['keys', 'create'],
  ['keys', 'list'],
  ['logout', 'list'],
  ['logout', 'retry'],
  ['session', 'list'],
  ['session', 'end'],
]

test.each(commands)('the help of kapu %s %s has examples', async (...words) => {
  const { code, out } = await kapu([...words, '--help'])
  expect(code).toBe(0)
  expect(out).toMatch(new RegExp(`Examples:\n  \\$ .*kapu ${words.join(' ')}`))
})

describe('as a process', () => {
  let asProcess: CommandLine
  beforeAll(() => void (asProcess = commandProcess(database.url)))
  afterAll(() => asProcess.close())

  test.each([
    [['client', 'list'], 0],
    [['client', 'list', '--help'], 0],
    [['client', 'list', '--colour'], 2],
    [['client', 'show', 'nobody'], 3],
  ])('kapu %j leaves as it does within one', async (args, code) => {
    const finished = await asProcess(args)
    expect(finished).toEqual(await kapu(args))
    expect(finished.code).toBe(code)
  })

  test('reads standard input', async () => {
    const args = ['client', 'create', '--file', '-', '--json']
    const document = JSON.stringify({ client_id: 'x', redirect_uris: 42 })
    const finished = await asProcess(args, document)
    expect(finished).toEqual(await kapu(args, document))
    expect(finished).toMatchObject({ code: 5, err: expect.stringContaining('redirect_uris') })
  })

  test('ends well where its reader has left', async () => {
    const script = '"$0" "$1" client create --help | true; exit "${PIPESTATUS[0]}"'
    const { stderr } = await promisify(execFile)('bash', ['-c', script, process.execPath, cli])
    expect(stderr).toBe('')
  })
})

test('keys list shows the signing keys without their private parts', async () => {
  expect(await kapu(['keys', 'list'])).toMatchObject({ code: 0, out: '(none)\n' })
  await sql`insert into signing_keys (kid, alg, state, public_jwk, private_sealed, created_at, state_since)
    values ('k-1', 'ES256', 'current', '{}', 'a-sealed-key', '2026-11-20T10:00:00Z', '2026-11-20T11:00:00Z')`.execute(
    database.db,
  )
  const { out } = await kapu(['keys', 'list', '--json'])
  expect(JSON.parse(out)).toEqual([
    { kid: 'k-1', alg: 'ES256', state: 'current', created_at: 1795168800, state_since: 1795172400 },
  ])
  const { out: table } = await kapu(['keys', 'list'])
  expect(table).toMatch(/^k-1 +ES256 +current +2026-11-20T11:00:00Z +2026-11-20T10:00:00Z$/m)
})

test('keys create makes one key for each algorithm, once, each with its audit row', async () => {
  await sql`delete from signing_keys`.execute(database.db)
  const first = await kapu(['keys', 'create', '--json'])
  expect(first.code).toBe(0)
  expect(JSON.parse(first.out).created).toHaveLength(2)
  expect(JSON.parse((await kapu(['keys', 'create', '--json'])).out)).toEqual({ created: [] })
  const { rows } = await sql`select 1 from audit_events where event = 'key.created'`.execute(database.db)
  expect(rows).toHaveLength(2)
})

test('migrate says what it did', async () => {
  expect(await kapu(['migrate', '--json'])).toEqual({ code: 0, out: '{\n  "applied": []\n}\n', err: '' })
})

test('a faulty configuration is invalid: all faults are told, and nothing starts', async () => {
  const production = commandLine(database.url, { KAPU_PROFILE: 'production', KAPU_ISSUER: 'http://kapu.gov.hu' })
  for (const words of [['serve'], ['client', 'list']]) {
    const { code, err } = await production(words)
    expect(code).toBe(5)
    for (const path of ['issuer', 'SMTP_URL', 'KAPU_PEPPER', 'KAPU_SEALING_KEYS']) expect(err).toContain(`  ${path}: `)
  }
  production.close()
})

test('a database that is down is a failure with one line, not a stack', async () => {
  const down = commandLine('postgres://nobody@127.0.0.1:1/none')
  const { code, out, err } = await down(['client', 'list'])
  expect({ code, out }).toEqual({ code: 1, out: '' })
  expect(err.trim().split('\n')).toHaveLength(1)
  expect(err).toContain('DATABASE_URL')
  down.close()
})

test('a profile does not open the database of the other', async () => {
  await sql`update installation set mark = 'production'`.execute(database.db)
  expect(await kapu(['client', 'list'])).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringContaining('INSTALLATION_MARK'),
  })
  await sql`update installation set mark = 'demo'`.execute(database.db)
  expect(await kapu(['client', 'list'])).toMatchObject({ code: 0 })
})

test('a database that was never migrated is told so, and migrate mends it', async () => {
  for (const statement of ['drop schema public cascade', 'drop schema graphile_worker cascade', 'create schema public'])
    await sql.raw(statement).execute(database.db)
  expect(await kapu(['client', 'list'])).toMatchObject({ code: 1, err: expect.stringContaining('kapu migrate') })
  expect(await kapu(['migrate'])).toMatchObject({ code: 0, out: expect.stringContaining('0002_clients') })
  expect(await kapu(['client', 'list'])).toMatchObject({ code: 0, out: '(none)\n' })
})
