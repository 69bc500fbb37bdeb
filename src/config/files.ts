import { readFileSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { parseDocument } from 'yaml'
import type { z } from 'zod'
import type { Fault } from './faults.ts'

/** Reads a YAML file; what cannot be read or parsed is a fault and gives an empty mapping. */
export function readYaml(file: string, faults: Fault[]): Record<string, unknown> {
  const text = readText(file, file, faults)
  if (text === null) return {}
  const document = parseDocument(text, { uniqueKeys: true })
  for (const error of document.errors)
    faults.push({
      path: file,
      message: error.message.split('\n')[0] ?? error.code,
      mend: 'correct the YAML at that line',
    })
  if (document.errors.length > 0) return {}
  const value: unknown = document.toJS()
  if (isMapping(value)) return value
  if (value !== null)
    faults.push({ path: file, message: 'not a mapping', mend: 'begin with a setting, like `listen:`' })
  return {}
}

/** Reads a text file named by `path`; a fault and null where that is not possible. */
export function readText(file: string, path: string, faults: Fault[]): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    faults.push({
      path,
      message: `cannot read ${file} (${code})`,
      mend: 'check the name, and that this process may read it',
    })
    return null
  }
}

/** Whether anybody on the machine may read or write the file: then it can hold no secret. */
export function isOpenToOthers(file: string): boolean {
  const mode = statSync(file, { throwIfNoEntry: false })?.mode ?? 0
  return (mode & 0o007) !== 0
}

/** Lays `over` on `base`: mappings are merged, everything else (lists too) is replaced. */
export function overlay(base: Record<string, unknown>, over: Record<string, unknown>): Record<string, unknown> {
  return Object.entries(over).reduce<Record<string, unknown>>((merged, [key, value]) => {
    const below = Object.hasOwn(merged, key) ? merged[key] : undefined
    // A computed key, so that `__proto__` in a file is an unknown setting like any other.
    return { ...merged, [key]: isMapping(value) && isMapping(below) ? overlay(below, value) : value }
  }, base)
}

/** A path named inside a file is relative to that file. */
export function besideFile(file: string, path: string): string {
  return resolve(dirname(file), path)
}

/** Says zod's findings as faults. `at` stands before each path; `defaults` supplies the example that mends it. */
export function schemaFaults(error: z.ZodError, at: string, defaults: unknown): Fault[] {
  return error.issues.flatMap((issue) => {
    const path = [at, ...issue.path.map(String)].filter((part) => part !== '').join('.')
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({
        path: path === '' ? key : `${path}.${key}`,
        message: 'unknown key',
        mend: 'remove it or correct its spelling: config/default.yaml and config/policy.yaml hold every key there is',
      }))
    const usual = issue.path.reduce<unknown>(
      (value, key) => (isMapping(value) ? value[String(key)] : undefined),
      defaults,
    )
    const mend =
      usual === undefined
        ? 'see the comments in config/'
        : `the default is ${JSON.stringify(usual)}; see its comment in config/`
    return [{ path, message: issue.message, mend }]
  })
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
