import { chmod, chown, mkdir, readdir, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sha256 } from '../system/hashing.ts'
import { chooseLauncher, findBinaries, linkLibraries, NOBODY, type Launcher } from './embedded-binaries.ts'
import { cannotStart } from './embedded-fault.ts'

/** Part of the socket's name; no network port is opened. */
export const PORT = 5432

/** The kernel's limit on a socket's path is 108 bytes with its final NUL. */
const SOCKET_PATH_BYTES = 107

/** Where one embedded server lives, and how its programs are started. */
export interface Place {
  readonly binaries: string
  readonly launcher: Launcher
  readonly cluster: string
  readonly sockets: string
  readonly libraries: string
}

/** Makes the folders, private and owned by whoever will run the server. */
export async function prepare(options: { dataDirectory: string; binaries?: string }): Promise<Place> {
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
  if (launcher.owner !== null) await giveTo(launcher.owner, [sockets, place.cluster])
  // Nobody may pass through to what is nobody's; the folder, with the keys that lie beside, stays ours.
  if (launcher.owner === NOBODY) await chmod(root, 0o711)
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

/** Program and parameters for `spawn`. */
export function command(place: Place, program: string, parameters: readonly string[]): [string, string[]] {
  const environment = ['env', `LD_LIBRARY_PATH=${place.libraries}`, 'LC_ALL=C']
  const file = path.join(place.binaries, 'bin', program)
  const [first = '', ...rest] = [...place.launcher.prefix, ...environment, file, ...parameters]
  return [first, rest]
}
