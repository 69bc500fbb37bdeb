/** The addresses of an installation, as the environment and the settings give them. */
import type { Fault } from './faults.ts'
import { keyVariables } from './secrets.ts'
import { WALLET_KEY } from './wallet.ts'

type Env = Readonly<Record<string, string | undefined>>

const known = new Set([
  'KAPU_PROFILE',
  'KAPU_CONFIG',
  'KAPU_ISSUER',
  'KAPU_LISTEN',
  'KAPU_DATA_DIR',
  // Read by the tests alone: no suite may be skipped.
  'KAPU_NO_SKIP',
  WALLET_KEY,
  `${WALLET_KEY}_FILE`,
  ...Object.values(keyVariables).flatMap((name) => [name, `${name}_FILE`]),
])

/** A variable of ours that nobody reads is a misspelt one: better said than obeyed by nobody. */
export function unknownVariables(env: Env): Fault[] {
  return Object.keys(env)
    .filter((name) => name.startsWith('KAPU_') && !known.has(name))
    .map((name) => ({
      path: name,
      message: 'unknown variable',
      mend: `remove it or correct it; known are ${[...known].join(', ')}`,
    }))
}

/** KAPU_LISTEN (`host:port` or a port) before PORT before the settings. */
export function readListen(
  env: Env,
  setting: { host: string; port: number },
  faults: Fault[],
): { host: string; port: number } {
  const variable = env['KAPU_LISTEN'] === undefined ? 'PORT' : 'KAPU_LISTEN'
  const text = env[variable]
  if (text === undefined || text === '') return setting
  const pattern = variable === 'PORT' ? /^()()(\d{1,5})$/ : /^(?:(?:\[([0-9a-f:.]+)\]|([^\s:[\]]+)):)?(\d{1,5})$/i
  const [, address, name, digits] = pattern.exec(text) ?? []
  const port = Number(digits ?? Number.NaN)
  if (port >= 0 && port <= 65535) return { host: address || name || setting.host, port }
  faults.push({
    path: variable,
    message: `\`${text}\` is not a place to listen`,
    mend: 'give a port, or for KAPU_LISTEN host:port, like 0.0.0.0:3000',
  })
  return setting
}

/** An issuer is an origin: what else a URL may carry would end in every address we publish (RFC 8414 §2). */
export function readIssuer(text: string, path: string, faults: Fault[]): string {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null || !/^https?:$/.test(url.protocol) || url.origin !== text)
    faults.push({
      path,
      message: `\`${text}\` is not an origin`,
      mend: 'give scheme and host alone, in lower case, like https://kapu.example.hu',
    })
  return text
}

/** DATABASE_URL and SMTP_URL; null where not set. The value is never repeated: it may hold a password. */
export function readUrl(env: Env, variable: string, schemes: readonly string[], faults: Fault[]): string | null {
  const text = env[variable]
  if (text === undefined || text === '') return null
  if (!URL.canParse(text) || !schemes.includes(new URL(text).protocol))
    faults.push({
      path: variable,
      message: 'not an address of the right kind',
      mend: `begin it with ${schemes.map((s) => `${s}//`).join(' or ')}`,
    })
  return text
}

/** Whether a host is this machine and reachable from it alone. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)
}
