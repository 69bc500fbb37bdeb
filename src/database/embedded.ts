/**
 * Starts a real PostgreSQL for who has none: for development, for tests, for a first look. It owns the processes and
 * the files under its data directory; schema and connections belong to others.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { KapuError } from '../system/errors.ts'
import { ensureCluster, isRunning, NAME } from './embedded-cluster.ts'
import { cannotStart, firstLine, messageOf } from './embedded-fault.ts'
import { command, PORT, prepare, type Place } from './embedded-place.ts'

/** Milliseconds: recovery after a crash included. */
const START_WITHIN = 60_000
const STOP_WITHIN = 10_000

export interface EmbeddedOptions {
  readonly dataDirectory: string
  /** False gives durability away for speed: tests only. */
  readonly durable?: boolean
  readonly maxConnections?: number
  /** The folder that holds `bin`, `lib` and `share`; the installed package's by default. */
  readonly binaries?: string
}

export interface Embedded {
  readonly url: string
  /** Stops the server if this process started it; a server that another process started goes on. */
  stop(): Promise<void>
}

/**
 * Starts the server of this data directory, or connects to it where it already runs. The server listens on a Unix
 * socket only, in a folder that no other account may enter, and dies with the process that started it. Throws
 * `EMBEDDED_DATABASE` with one line that says what to do.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const place = await prepare(options).catch((error: unknown) => {
    throw error instanceof KapuError ? error : cannotStart(messageOf(error), error)
  })
  const deadline = performance.now() + START_WITHIN
  let trouble = 'it did not answer in time'
  while (performance.now() < deadline) {
    if (await answers(place)) return { url: await ensureDatabase(place), stop: async () => undefined }
    if (await isRunning(place)) {
      await sleep(50)
      continue
    }
    await ensureCluster(place, options.durable ?? true)
    const server = launch(place, options)
    const outcome = await ready(place, server, deadline)
    if (outcome === 'ready') return { url: await ensureDatabase(place), stop: () => stop(server.child) }
    trouble = server.lastWords()
    // Another process was faster, or a killed server's children are not gone yet: the next round finds out.
    if (!/postmaster\.pid|\.lock|pre-existing shared memory/.test(trouble)) throw cannotStart(trouble)
    await sleep(50)
  }
  throw cannotStart(trouble)
}

interface Server {
  readonly child: ChildProcess
  lastWords(): string
}

function launch(place: Place, options: EmbeddedOptions): Server {
  const settings: Record<string, string> = {
    listen_addresses: '',
    port: String(PORT),
    unix_socket_directories: place.sockets,
    unix_socket_permissions: '0700',
    max_connections: String(options.maxConnections ?? 100),
    shared_buffers: '32MB',
    timezone: 'UTC',
    // What is logged goes no further than this process: rows in error messages are personal data.
    log_destination: 'stderr',
    ...(options.durable === false ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const [program, parameters] = command(place, 'postgres', ['-D', place.cluster, ...flags])
  // Detached: Ctrl-C in a terminal reaches the whole group, and the server must outlive our own orderly end.
  const child = spawn(program, parameters, {
    cwd: path.dirname(place.cluster),
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  })
  let words = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (words = (words + text).slice(-4_000)))
  child.on('error', (error) => (words += messageOf(error)))
  child.unref()
  if ('unref' in child.stderr && typeof child.stderr.unref === 'function') child.stderr.unref()
  return { child, lastWords: () => firstLine(words) || 'it ended without a word' }
}

async function ready(place: Place, { child }: Server, deadline: number): Promise<'ready' | 'ended'> {
  let ended = false
  const end = new Promise<void>((resolve) => child.once('close', () => resolve()).once('error', () => resolve()))
  void end.then(() => (ended = true))
  while (performance.now() < deadline) {
    await Promise.race([end, sleep(20)])
    if (ended) return 'ended'
    if (await answers(place)) return 'ready'
  }
  await stop(child)
  return 'ended'
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const end = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.ref()
  child.kill('SIGINT')
  const patience = setTimeout(() => child.kill('SIGQUIT'), STOP_WITHIN)
  await end
  clearTimeout(patience)
}

async function answers(place: Place): Promise<boolean> {
  return await withClient(urlFor(place, 'postgres'), async (client) => {
    await client.query('select 1')
    return true
  }).catch(() => false)
}

async function ensureDatabase(place: Place): Promise<string> {
  await withClient(urlFor(place, 'postgres'), async (client) => {
    const found = await client.query('select from pg_database where datname = $1', [NAME])
    if (found.rowCount === 1) return
    await client.query(`create database ${NAME}`).catch((error: { code?: string }) => {
      // Somebody else created it in between: duplicate_database, or the unique key of the catalogue.
      if (error.code !== '42P04' && error.code !== '23505') throw error
    })
  })
  return urlFor(place, NAME)
}

// The form that node-postgres, graphile-worker and libpq read alike.
function urlFor(place: Place, database: string): string {
  return `postgresql:///${database}?host=${encodeURIComponent(place.sockets)}&user=${NAME}`
}

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return await work(client)
  } finally {
    await client.end().catch(() => undefined)
  }
}
