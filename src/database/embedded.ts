/**
 * Starts a real PostgreSQL for who has none: for development, for tests, for a first look. It owns the processes and
 * the files under its data directory; schema and connections belong to others.
 */
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, readlink, rename, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { KapuError } from '../system/errors.ts'
import { sha256 } from '../system/hashing.ts'
import { cannotStart, chooseLauncher, findBinaries, linkLibraries, type Launcher } from './embedded-binaries.ts'

const run = promisify(execFile)

const PORT = 5432
const NAME = 'kapu'

/** The kernel's limit on a socket's path is 108 bytes with its final NUL. */
const SOCKET_PATH_BYTES = 107

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

interface Place {
  readonly binaries: string
  readonly launcher: Launcher
  readonly cluster: string
  readonly sockets: string
  readonly libraries: string
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

async function prepare(options: EmbeddedOptions): Promise<Place> {
  const root = path.resolve(options.dataDirectory)
  const binaries = options.binaries ?? findBinaries()
  const launcher = await chooseLauncher()
  await mkdir(root, { recursive: true, mode: 0o700 })
  const libraries = await linkLibraries(binaries, path.join(root, 'lib'))
  const sockets = await socketFolder(root)
  const place: Place = {
    binaries,
    launcher,
    sockets,
    cluster: path.join(root, 'postgres'),
    libraries,
  }
  if (launcher.owner !== null) await giveTo(launcher.owner, [root, sockets, path.join(root, 'lib'), place.cluster])
  return place
}

async function socketFolder(root: string): Promise<string> {
  const inside = path.join(root, 'run')
  const fits = Buffer.byteLength(path.join(inside, `.s.PGSQL.${PORT}.lock`)) <= SOCKET_PATH_BYTES
  const folder = fits ? inside : path.join(tmpdir(), `kapu-${sha256(root).toString('hex').slice(0, 16)}`)
  await mkdir(folder, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await assertPrivate(folder)
  return folder
}

// In a shared temporary folder somebody else may have made it first, to be asked our questions.
async function assertPrivate(folder: string): Promise<void> {
  const { uid } = await stat(folder)
  const own = process.getuid?.() ?? uid
  if (own !== 0 && uid !== own) throw cannotStart(`${folder} belongs to another account`)
  await chmod(folder, 0o700)
}

// A cluster may have been made under the other launcher (user namespaces allowed since, or no longer).
async function giveTo(owner: number, folders: readonly string[]): Promise<void> {
  for (const folder of folders) {
    const found = await stat(folder).catch(() => null)
    if (found === null || found.uid === owner) continue
    await chown(folder, owner, owner)
    if (path.basename(folder) !== 'postgres') continue
    for (const inside of await readdir(folder, { recursive: true }))
      await chown(path.join(folder, inside), owner, owner)
  }
}

function command(place: Place, program: string, parameters: readonly string[]): [string, string[]] {
  const environment = ['env', `LD_LIBRARY_PATH=${place.libraries}`, 'LC_ALL=C']
  const file = path.join(place.binaries, 'bin', program)
  const [first = '', ...rest] = [...place.launcher.prefix, ...environment, file, ...parameters]
  return [first, rest]
}

/** Made aside and moved into place: two processes may start at once, and one may be killed half-way. */
async function ensureCluster(place: Place, durable: boolean): Promise<void> {
  if (await exists(path.join(place.cluster, 'PG_VERSION'))) return
  const aside = await mkdtemp(`${place.cluster}-new-`)
  if (place.launcher.owner !== null) await chown(aside, place.launcher.owner, place.launcher.owner)
  const settings = ['--encoding=UTF8', '--locale=C', '--auth=trust', `--username=${NAME}`, '--no-instructions']
  const [program, parameters] = command(place, 'initdb', [
    `--pgdata=${aside}`,
    ...settings,
    ...(durable ? [] : ['--no-sync']),
  ])
  try {
    await run(program, parameters, { cwd: path.dirname(place.cluster) })
    await rename(aside, place.cluster).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
    })
  } catch (error) {
    throw cannotStart(firstLine(stderrOf(error)) || messageOf(error), error)
  } finally {
    await rm(aside, { recursive: true, force: true })
  }
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

/**
 * True while the process that postmaster.pid names, or a child of a killed one, stands in the cluster. PostgreSQL sees
 * by itself that a named process is gone; not that its number is another program's by now, so then the file is removed.
 */
async function isRunning(place: Place): Promise<boolean> {
  const file = path.join(place.cluster, 'postmaster.pid')
  const [pid = ''] = (await readFile(file, 'utf8').catch(() => '')).split('\n')
  if (!/^\d+$/.test(pid) || !(await exists(`/proc/${pid}`))) return false
  if (await standsIn(place.cluster, pid)) return true
  for (const other of await readdir('/proc'))
    if (/^\d+$/.test(other) && (await standsIn(place.cluster, other))) return true
  await rm(file, { force: true })
  await rm(path.join(place.sockets, `.s.PGSQL.${PORT}.lock`), { force: true })
  return false
}

async function standsIn(cluster: string, pid: string): Promise<boolean> {
  const folder = await readlink(`/proc/${pid}/cwd`).catch(() => null)
  return folder !== null && (await sameFolder(folder, cluster))
}

async function sameFolder(a: string, b: string): Promise<boolean> {
  const one = await stat(a).catch(() => null)
  const other = await stat(b).catch(() => null)
  return one !== null && other !== null && one.ino === other.ino && one.dev === other.dev
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

async function exists(file: string): Promise<boolean> {
  return (await stat(file).catch(() => null)) !== null
}

function messageOf(error: unknown): string {
  return error instanceof Error ? firstLine(error.message) : String(error)
}

function stderrOf(error: unknown): string {
  const has = typeof error === 'object' && error !== null && 'stderr' in error
  return has ? String(error.stderr) : ''
}

function firstLine(text: string): string {
  const lines = text.split('\n').map((line) => line.trim())
  const telling = lines.find((line) => /FATAL|PANIC|error|cannot|not found|denied/i.test(line)) ?? lines.find(Boolean)
  return telling ?? ''
}
