import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmod, chown, cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import { makeWorkerUtils } from 'graphile-worker'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { connect } from '../../src/database/connect.ts'
import { startEmbedded } from '../../src/database/embedded.ts'
import { findBinaries } from '../../src/database/embedded-binaries.ts'
import { migrate } from '../../src/database/migrate.ts'

const isRoot = process.getuid?.() === 0
const SCRIPT = fileURLToPath(new URL('../support/embedded-process.ts', import.meta.url))

let folder = ''
const children: ChildProcess[] = []

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'kapu-embedded-'))
})
afterEach(async () => {
  for (const child of children.splice(0)) if (child.exitCode === null) child.kill('SIGKILL')
  while ((await serverPid(path.join(folder, 'data'))) !== null) await sleep(50)
  await rm(folder, { recursive: true, force: true })
})

/** Another process, which prints one line of JSON. */
async function elsewhere(
  dataDirectory: string,
  { prefix = [], env = {} }: { prefix?: string[]; env?: NodeJS.ProcessEnv } = {},
): Promise<{ child: ChildProcess; answer: { url?: string; code?: string; message?: string } }> {
  const child = spawn('env', [...prefix, process.execPath, SCRIPT, dataDirectory], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  })
  children.push(child)
  const [line] = await once(createInterface({ input: child.stdout }), 'line')
  return { child, answer: JSON.parse(String(line)) }
}

async function ask(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  return await client.query<Record<string, unknown>>(text).then(
    async ({ rows }) => (await client.end(), rows),
    async (error: unknown) => {
      await client.end()
      throw error
    },
  )
}

/** The number of the living server of this data directory. */
async function serverPid(dataDirectory: string): Promise<number | null> {
  const text = await readFile(path.join(dataDirectory, 'postgres/postmaster.pid'), 'utf8').catch(() => '')
  const pid = Number(text.split('\n')[0])
  const name = pid > 0 ? await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '') : ''
  return name.trim() === 'postgres' ? pid : null
}

describe('the embedded database', () => {
  test('starts from nothing, keeps what it was given, and is reached by node-postgres and graphile-worker', async () => {
    const first = await startEmbedded({ dataDirectory: path.join(folder, 'data') })
    expect(await ask(first.url, 'show server_encoding')).toEqual([{ server_encoding: 'UTF8' }])
    expect(await ask(first.url, 'show listen_addresses')).toEqual([{ listen_addresses: '' }])
    const { db, close } = connect(first.url)
    expect(await migrate(db)).toContain('0001_accounts')
    await close()
    const worker = await makeWorkerUtils({ connectionString: first.url })
    await worker.addJob('anything', {})
    await worker.release()
    // Its connections end a moment later, and nobody listens to them any more: they must not hear the server stop
    const others = `select count(*)::int as others from pg_stat_activity
      where backend_type = 'client backend' and pid <> pg_backend_pid()`
    await expect.poll(() => ask(first.url, others)).toEqual([{ others: 0 }])
    await first.stop()
    await expect(ask(first.url, 'select 1')).rejects.toMatchObject({ code: 'ENOENT' })

    const second = await startEmbedded({ dataDirectory: path.join(folder, 'data') })
    expect(await ask(second.url, 'select count(*)::int as jobs from graphile_worker.jobs')).toEqual([{ jobs: 1 }])
    await second.stop()
  })

  test('a second process connects to the running server and does not stop it', async () => {
    const dataDirectory = path.join(folder, 'data')
    const first = await startEmbedded({ dataDirectory, durable: false })
    const { child, answer } = await elsewhere(dataDirectory)
    expect(answer.url).toBe(first.url)
    child.stdin?.end()
    await once(child, 'exit')
    expect(await ask(first.url, 'select 1 as one')).toEqual([{ one: 1 }])
    await first.stop()
  })

  test('of six processes that start at once on nothing one becomes the server and all get in', async () => {
    const dataDirectory = path.join(folder, 'data')
    const all = await Promise.all(Array.from({ length: 6 }, () => elsewhere(dataDirectory)))
    expect(new Set(all.map(({ answer }) => answer.url ?? answer.message)).size).toBe(1)
    expect(await ask(all[0]?.answer.url ?? '', 'select 1 as one')).toEqual([{ one: 1 }])
    expect((await readdir(dataDirectory)).toSorted()).toEqual(['lib', 'postgres', 'run'])
  })

  test('the server dies with the process that started it, even when that one is killed', async () => {
    const dataDirectory = path.join(folder, 'data')
    const { child } = await elsewhere(dataDirectory)
    expect(await serverPid(dataDirectory)).not.toBeNull()
    child.kill('SIGKILL')
    await expect.poll(() => serverPid(dataDirectory)).toBeNull()
    const next = await startEmbedded({ dataDirectory, durable: false })
    expect(await ask(next.url, 'select 1 as one')).toEqual([{ one: 1 }])
    await next.stop()
  })

  test('what a killed server left is cleared away, also where its number is another program’s by now', async () => {
    const dataDirectory = path.join(folder, 'data')
    const { child } = await elsewhere(dataDirectory)
    const pid = (await serverPid(dataDirectory)) ?? 0
    process.kill(pid, 'SIGKILL')
    await expect.poll(() => serverPid(dataDirectory)).toBeNull()
    child.kill('SIGKILL')
    const file = path.join(dataDirectory, 'postgres/postmaster.pid')
    const lock = path.join(dataDirectory, 'run/.s.PGSQL.5432.lock')
    for (const left of [file, lock]) {
      await writeFile(left, (await readFile(left, 'utf8')).replace(/^\d+/, String(process.ppid)))
    }
    const next = await startEmbedded({ dataDirectory, durable: false })
    expect(await ask(next.url, 'select 1 as one')).toEqual([{ one: 1 }])
    await next.stop()
  })

  test('a path too long for a socket gets a short private folder', async () => {
    const dataDirectory = path.join(folder, 'a'.repeat(60), 'b'.repeat(60), 'data')
    const server = await startEmbedded({ dataDirectory, durable: false })
    const sockets = new URL(server.url).searchParams.get('host') ?? ''
    expect(sockets.length).toBeLessThan(80)
    expect(await ask(server.url, 'select 1 as one')).toEqual([{ one: 1 }])
    await server.stop()
    await rm(sockets, { recursive: true })
  })

  test('where it cannot start, one line says to set DATABASE_URL', async () => {
    const binaries = path.join(folder, 'native')
    await mkdir(path.join(binaries, 'bin'), { recursive: true })
    await symlink(path.join(findBinaries(), 'lib'), path.join(binaries, 'lib'))
    const cases: [string, () => Promise<unknown>][] = [
      ['no list of libraries', async () => undefined],
      ['no programs', () => cp(path.join(findBinaries(), 'pg-symlinks.json'), path.join(binaries, 'pg-symlinks.json'))],
      ['a program that is none', () => writeFile(path.join(binaries, 'bin/initdb'), 'junk', { mode: 0o755 })],
      [
        'a program that fails',
        () => writeFile(path.join(binaries, 'bin/initdb'), '#!/bin/sh\necho "error: wrong libc" >&2\nexit 127\n'),
      ],
    ]
    for (const [name, arrange] of cases) {
      await arrange()
      const started = startEmbedded({ dataDirectory: path.join(folder, 'data'), binaries })
      const error: unknown = await started.catch((reason: unknown) => reason)
      expect([name, error]).toEqual([name, expect.objectContaining({ code: 'EMBEDDED_DATABASE' })])
      expect(`${name}: ${String(error)}`).toMatch(
        /^[\w ]+: KapuError: the embedded PostgreSQL cannot start: [^\n]+; set DATABASE_URL [^\n]+$/,
      )
    }
  })

  test.runIf(isRoot)('root without user namespaces runs it as nobody, and gets its own data back later', async () => {
    const dataDirectory = path.join(folder, 'data')
    const shims = path.join(folder, 'bin')
    await chmod(folder, 0o755)
    await mkdir(shims)
    await writeFile(path.join(shims, 'unshare'), '#!/bin/sh\nexit 1\n', { mode: 0o755 })
    const { child, answer } = await elsewhere(dataDirectory, { env: { PATH: `${shims}:${process.env['PATH']}` } })
    expect(answer.url ?? answer.message).toMatch(/^postgresql:/)
    const pid = await serverPid(dataDirectory)
    expect(await readFile(`/proc/${pid}/status`, 'utf8')).toMatch(/^Uid:\t65534/m)
    child.kill('SIGKILL')
    await expect.poll(() => serverPid(dataDirectory)).toBeNull()

    const server = await startEmbedded({ dataDirectory, durable: false })
    expect(await ask(server.url, 'select 1 as one')).toEqual([{ one: 1 }])
    await server.stop()
  })

  test.runIf(isRoot)('an ordinary account runs it as itself', async () => {
    const dataDirectory = path.join(folder, 'data')
    await chown(folder, 65_534, 65_534)
    const prefix = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups']
    const { child, answer } = await elsewhere(dataDirectory, { prefix })
    expect(answer.url ?? answer.message).toMatch(/^postgresql:/)
    child.stdin?.end()
    await once(child, 'exit')
    expect(await serverPid(dataDirectory)).toBeNull()
  })
})
