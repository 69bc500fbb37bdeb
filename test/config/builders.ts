/** Builders of configurations: sound ones, and ones with a single thing changed. */
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'yaml'
import { ConfigFaults, type Fault } from '../../src/config/faults.ts'
import { loadConfig, type ConfigSource } from '../../src/config.ts'
import { randomBytes } from '../../src/system/random.ts'

export const directory = mkdtempSync(join(tmpdir(), 'kapu-config-'))

/** Takes away what a suite has written; the next one may write again. */
export function removeFiles(): void {
  rmSync(directory, { recursive: true, force: true })
}

let files = 0
export function file(text: string, mode = 0o400): string {
  const path = join(directory, `file-${(files += 1)}`)
  mkdirSync(directory, { recursive: true })
  writeFileSync(path, text)
  chmodSync(path, mode)
  return path
}

export const key = (id = 'k1', bytes: Buffer = randomBytes(32)): string => `${id}:${bytes.toString('base64url')}`
export const soundEnv = {
  KAPU_ISSUER: 'https://kapu.gov.hu',
  DATABASE_URL: 'postgres://app:tJ8xq2@db.internal/kapu',
  SMTP_URL: 'smtps://mail.internal',
  KAPU_SEALING_KEYS: key(),
  KAPU_PEPPER: key(),
  KAPU_PAIRWISE_KEY: key(),
  KAPU_AUDIT_KEY: key(),
  KAPU_COOKIE_KEYS: `${key('c2')}, ${key('c1')}`,
}
export const soundSettings = { listen: { host: '0.0.0.0' }, mail: { from: 'Kapu <no-reply@kapu.gov.hu>' } }

export function production(
  env: Record<string, string | undefined> = {},
  settings: Record<string, unknown> = {},
): ConfigSource {
  return { profile: 'production', env: { ...soundEnv, ...env }, settings: { ...soundSettings, ...settings } }
}

export function development(
  env: Record<string, string | undefined> = {},
  settings: Record<string, unknown> = {},
): ConfigSource {
  return { profile: 'development', env: { KAPU_DATA_DIR: join(directory, 'data'), ...env }, settings }
}

/** The default policy with one thing changed, as a file. */
export function policy(change: (written: PolicyText) => unknown): ConfigSource {
  const written: PolicyText = parse(readFileSync(new URL('../../config/policy.yaml', import.meta.url), 'utf8'))
  change(written)
  return { ...production(), files: { policy: file(JSON.stringify(written)) } }
}
export interface PolicyText {
  [key: string]: unknown
  methods: Record<string, unknown>
  levels: { acr: string; lifetime: string; combinations: { factors: string[]; from?: string; until?: string }[] }[]
}

export function faultsOf(source: ConfigSource): readonly Fault[] {
  try {
    loadConfig(source)
    return []
  } catch (error) {
    if (error instanceof ConfigFaults) return error.list
    throw error
  }
}
