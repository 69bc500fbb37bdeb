import { execFile } from 'node:child_process'
import { chown, mkdtemp, readdir, readFile, readlink, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { systemClock, toEpochSeconds } from '../system/clock.ts'
import { cannotStart, firstLine, messageOf, stderrOf } from './embedded-fault.ts'
import { command, PORT, type Place } from './embedded-place.ts'

const run = promisify(execFile)

/** The one account of the cluster, and the name of our database in it. */
export const NAME = 'kapu'

/** Seconds. */
const ABANDONED_AFTER = 600

/** Made aside and moved into place: two processes may start at once, and one may be killed half-way. */
export async function ensureCluster(place: Place, durable: boolean): Promise<void> {
  if (await exists(path.join(place.cluster, 'PG_VERSION'))) return
  await removeAbandoned(path.dirname(place.cluster))
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

// Half-made clusters of processes that were killed; a living one needs a second, not ten minutes.
async function removeAbandoned(root: string): Promise<void> {
  for (const name of await readdir(root)) {
    if (!name.startsWith('postgres-new-')) continue
    const changed = await stat(path.join(root, name)).catch(() => null)
    const age = changed === null ? 0 : systemClock.now() - toEpochSeconds(changed.mtime)
    if (age > ABANDONED_AFTER) await rm(path.join(root, name), { recursive: true, force: true })
  }
}

/**
 * True while the process that postmaster.pid names, or a child of a killed one, stands in the cluster. PostgreSQL sees
 * by itself that a named process is gone; not that its number is another program's by now, so then the file is removed.
 */
export async function isRunning(place: Place): Promise<boolean> {
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

async function exists(file: string): Promise<boolean> {
  return (await stat(file).catch(() => null)) !== null
}
