/** A copy of this whole tree in a temporary folder, to change and to run: its packages are linked, not copied. */
import { spawn } from 'node:child_process'
import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

const ROOT = path.resolve(import.meta.dirname, '../..')

/** What is no part of the tree: packages, and what is made by running it. */
const NOT_COPIED = new Set(['node_modules', '.git', 'data', 'gallery', 'screenshots', 'coverage'])

export interface Ran {
  readonly code: number | null
  readonly output: string
}

export interface TreeCopy {
  readonly directory: string
  /** Changes the text of a file; throws where that changes nothing. */
  edit(file: string, change: (text: string) => string): Promise<void>
  /** Lays the files of a folder over it. */
  lay(folder: string): Promise<void>
  /** Runs Node in it, as on a machine of its own: without what a test around it has set. */
  node(...args: readonly string[]): Promise<Ran>
  /** Files that are not as in this tree, by path. */
  changes(): Promise<{ readonly added: readonly string[]; readonly changed: readonly string[] }>
  /** The lines by which a file differs: those that it has more than here, and those that it lacks. */
  lines(file: string): Promise<{ readonly more: readonly string[]; readonly fewer: readonly string[] }>
  remove(): Promise<void>
}

/** `without`: a folder that stays here. */
export async function copyTree({ without }: { readonly without: string }): Promise<TreeCopy> {
  const directory = await mkdtemp(path.join(tmpdir(), 'kapu-tree-'))
  for (const name of await readdir(ROOT)) {
    if (NOT_COPIED.has(name)) continue
    const filter = (source: string) => path.relative(ROOT, source) !== without
    await cp(path.join(ROOT, name), path.join(directory, name), { recursive: true, filter })
  }
  await symlink(path.join(ROOT, 'node_modules'), path.join(directory, 'node_modules'))
  const read = (root: string, file: string) => readFile(path.join(root, file), 'utf8')
  return {
    directory,
    async edit(file, change) {
      const before = await read(directory, file)
      const after = change(before)
      if (after === before) throw new Error(`${file} stayed as it was`)
      await writeFile(path.join(directory, file), after)
    },
    async lay(folder) {
      await cp(path.join(ROOT, folder), directory, { recursive: true })
    },
    node: (...args) => run(directory, args),
    async changes() {
      const [here, there] = [await filesIn(ROOT), await filesIn(directory)]
      const known = new Set(here)
      const both = there.filter((file) => known.has(file))
      const same = await Promise.all(
        both.map(async (file) => (await read(ROOT, file)) === (await read(directory, file))),
      )
      return { added: there.filter((file) => !known.has(file)), changed: both.filter((_, at) => same[at] === false) }
    },
    async lines(file) {
      const [here, there] = [(await read(ROOT, file)).split('\n'), (await read(directory, file)).split('\n')]
      return { more: beyond(there, here), fewer: beyond(here, there) }
    },
    remove: () => rm(directory, { recursive: true, force: true }),
  }
}

/** The lines of one beyond those of the other, each as often as it stands there more. */
function beyond(lines: readonly string[], others: readonly string[]): string[] {
  const left = [...others]
  return lines.filter((line) => {
    const at = left.indexOf(line)
    if (at === -1) return true
    left.splice(at, 1)
    return false
  })
}

async function filesIn(root: string): Promise<string[]> {
  const tops = (await readdir(root)).filter((name) => !NOT_COPIED.has(name))
  const entries = await Promise.all(
    tops.map(async (top) => {
      const below = await readdir(path.join(root, top), { recursive: true, withFileTypes: true }).catch(() => null)
      if (below === null) return [top]
      return below
        .filter((entry) => entry.isFile())
        .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    }),
  )
  return entries.flat().toSorted()
}

async function run(cwd: string, args: readonly string[]): Promise<Ran> {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(VITEST|VITE_|TINYPOOL|NODE_OPTIONS|NODE_ENV|TEST|DEV|PROD|MODE)/.test(name),
    ),
  )
  const child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
  return { code, output }
}
