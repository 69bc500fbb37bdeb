import { createPrivateKey } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { holderOf, type Holder } from './certificate.ts'

const TEN_YEARS_MS = 10 * 365 * 86_400_000

/** When what is kept in a data directory ends: long after the demonstration that it was made for. */
export function tenYearsFromNow(): Date {
  return new Date(Date.now() + TEN_YEARS_MS)
}

/** The holder kept in a directory as `<name>.pem` and `<name>-key.pem`, made where there is none. */
export function keptHolder(directory: string, name: string, make: () => Holder): Holder {
  const file = join(directory, `${name}.pem`)
  const keyFile = join(directory, `${name}-key.pem`)
  if (existsSync(file)) return holderOf(readFileSync(file, 'utf8'), createPrivateKey(readFileSync(keyFile, 'utf8')))
  const holder = make()
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  writeFileSync(keyFile, holder.key.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 })
  writeFileSync(file, holder.certificate.toString(), { mode: 0o600 })
  return holder
}
