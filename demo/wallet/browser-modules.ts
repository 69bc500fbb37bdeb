/** The phone's own TypeScript, as a browser takes it: types taken out, nothing else changed, no build step. */
import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const FOLDER = new URL('./', import.meta.url)
const IMPORTED = /\bfrom '([^']+)'/g

/** Where the page finds jose, and whatever jose imports beside it. */
const JOSE = '/jose/'

/**
 * The module `entry` of this folder and all that it imports, by their paths from this folder.
 *
 * @throws where one imports what a browser has not
 */
export function browserModules(entry: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const add = (url: URL): void => {
    const path = relative(fileURLToPath(FOLDER), fileURLToPath(url))
    if (found.has(path)) return
    const code = withoutTypes(readFileSync(url, 'utf8'))
    found.set(path, code.replaceAll("from 'jose'", `from '${JOSE}index.js'`))
    for (const [, name = ''] of code.matchAll(IMPORTED)) {
      if (name === 'jose') continue
      if (!name.startsWith('.') || path.startsWith('..')) throw new Error(`a browser has no ${name} (${path})`)
      add(new URL(name, url))
    }
  }
  add(new URL(entry, FOLDER))
  return found
}

/** Node warns that the function may change; it is the version of the lockfile that is called, in a demonstration. */
function withoutTypes(code: string): string {
  const { emitWarning } = process
  process.emitWarning = () => undefined
  try {
    return stripTypeScriptTypes(code)
  } finally {
    process.emitWarning = emitWarning
  }
}

/** A file of jose's, by its path below `/jose/`; null where there is none. */
export function joseModule(path: string): string | null {
  if (!/^(?:[a-z0-9_]+\/)*[a-z0-9_]+\.js$/.test(path)) return null
  try {
    return readFileSync(new URL(path, import.meta.resolve('jose')), 'utf8')
  } catch {
    return null
  }
}
