/**
 * The keys of an installation: read from the environment or from files it names, never from the settings. Only the
 * development profile makes its own, once, into a file that its owner alone can read.
 */
import { linkSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { randomBytes } from '../system/random.ts'
import type { Fault } from './faults.ts'
import { isOpenToOthers, readText } from './files.ts'

/** Keys by id. `current` is used for what is new; the others open and verify what is old. */
export interface KeyRing {
  readonly current: string
  readonly keys: Readonly<Record<string, Buffer>>
}

/** The secrets of an installation: what a copy of the database alone must not contain. */
export interface Keys {
  /** Seals signing keys, personal data and whatever lies in the database and must be read again. */
  readonly sealing: KeyRing
  /** Mixed into passwords and codes before they are hashed. */
  readonly pepper: KeyRing
  /** Gives each sector its own subject for a person. Replacing it changes every `sub`. */
  readonly pairwise: KeyRing
  /** Authenticates audit rows. */
  readonly audit: KeyRing
  /** Sign cookies, newest first. */
  readonly cookies: readonly string[]
}

type Env = Readonly<Record<string, string | undefined>>

/** The variables, each also with `_FILE` behind its name for a file that holds the value. */
export const keyVariables = {
  sealing: 'KAPU_SEALING_KEYS',
  pepper: 'KAPU_PEPPER',
  pairwise: 'KAPU_PAIRWISE_KEY',
  audit: 'KAPU_AUDIT_KEY',
  cookies: 'KAPU_COOKIE_KEYS',
} as const

type KeyName = keyof typeof keyVariables
const names = ['sealing', 'pepper', 'pairwise', 'audit', 'cookies'] as const satisfies KeyName[]

const howToMake = "make one with: node -p \"'k1:' + crypto.randomBytes(32).toString('base64url')\""

/** Reads the keys. `generateIn` is the directory where development keeps those that nobody gave; null: none are made. */
export function readKeys(env: Env, generateIn: string | null, faults: Fault[]): Keys {
  const given = new Map(names.map((name) => [name, readSecret(keyVariables[name], env, faults)]))
  const missing = names.filter((name) => given.get(name) === undefined)
  const made = missing.length > 0 && generateIn !== null ? developmentKeys(generateIn, faults) : {}
  const ring = (name: KeyName): KeyRing => {
    const variable = keyVariables[name]
    const text = given.get(name) === undefined ? made[name] : given.get(name)
    if (typeof text === 'string') return parseRing(variable, text, faults)
    if (text === undefined)
      faults.push({ path: variable, message: 'missing', mend: `set it, or ${variable}_FILE; ${howToMake}` })
    return { current: '', keys: {} }
  }
  const cookies = ring('cookies')
  return {
    sealing: ring('sealing'),
    pepper: ring('pepper'),
    pairwise: ring('pairwise'),
    audit: ring('audit'),
    cookies: Object.values(cookies.keys).map((key) => key.toString('base64url')),
  }
}

/** The text of a variable or of the file it names; undefined where neither is set, null where it is set in vain. */
export function readSecret(variable: string, env: Env, faults: Fault[]): string | null | undefined {
  const [value, file] = [env[variable], env[`${variable}_FILE`]]
  if (value !== undefined && file !== undefined) {
    faults.push({ path: variable, message: `${variable}_FILE is set too`, mend: 'keep one of the two' })
    return null
  }
  if (file === undefined) return value
  const text = readText(file, `${variable}_FILE`, faults)
  if (text !== null && isOpenToOthers(file))
    faults.push({
      path: `${variable}_FILE`,
      message: `everybody on this machine can read ${file}`,
      mend: `chmod 0400 ${file}`,
    })
  return text
}

/** `id:base64url` entries between commas, spaces or lines; the first is the current one. */
function parseRing(variable: string, text: string, faults: Fault[]): KeyRing {
  const entries = text.split(/[\s,]+/).filter((entry) => entry !== '')
  const keys: Record<string, Buffer> = {}
  for (const [at, entry] of entries.entries()) {
    const [, id, encoded] = /^(?!\d+:)([\w-]{1,32}):([\w-]+)$/.exec(entry) ?? []
    // Never the entry itself: it is a secret. Not a number as id: objects list numbers first.
    const fault = (message: string): unknown =>
      faults.push({ path: variable, message: `key ${at + 1} ${message}`, mend: howToMake })
    if (id === undefined || encoded === undefined) fault('is not of the form `id:base64url`')
    else if (Object.hasOwn(keys, id)) fault(`has the id \`${id}\` of another`)
    else keys[id] = checked(Buffer.from(encoded, 'base64url'), fault)
  }
  if (entries.length === 0) faults.push({ path: variable, message: 'empty', mend: howToMake })
  return { current: Object.keys(keys)[0] ?? '', keys }
}

function checked(key: Buffer, fault: (message: string) => unknown): Buffer {
  if (key.length !== 32) fault(`has ${key.length} bytes, not 32`)
  else if (new Set(key).size < 16 || /^[\x20-\x7e]+$/.test(key.toString('latin1')))
    fault('is weak: it repeats itself or spells words instead of being random')
  return key
}

/** Keys of the development profile, made at the first start. Their ids begin with `dev-`: production refuses them. */
function developmentKeys(directory: string, faults: Fault[]): Partial<Record<KeyName, string>> {
  const file = join(directory, 'development-keys.json')
  const make = (id: string): string => `${id}:${randomBytes(32).toString('base64url')}`
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 })
    const fresh = Object.fromEntries(
      names.map((name) => [name, name === 'cookies' ? `${make('dev-2')} ${make('dev-1')}` : make('dev-1')]),
    )
    writeOnce(file, `${JSON.stringify(fresh, null, 2)}\n`)
  } catch (error) {
    faults.push({
      path: 'dataDirectory',
      message: `cannot keep keys in ${directory}: ${String(error)}`,
      mend: 'give a directory that this process may write',
    })
    return {}
  }
  const text = readText(file, 'dataDirectory', faults)
  if (text === null) return {}
  try {
    const kept: Record<string, unknown> = JSON.parse(text)
    return Object.fromEntries(names.flatMap((name) => (typeof kept[name] === 'string' ? [[name, kept[name]]] : [])))
  } catch {
    faults.push({
      path: 'dataDirectory',
      message: `${file} is broken`,
      mend: 'delete the whole data directory: what it sealed cannot be read without the keys',
    })
    return {}
  }
}

/** Of two processes that start at once one writes, whole, and both read the same: a hard link never replaces. */
function writeOnce(file: string, text: string): void {
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, text, { mode: 0o600 })
  try {
    linkSync(draft, file)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    rmSync(draft, { force: true })
  }
}
