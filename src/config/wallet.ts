/** What this installation speaks with wallets by: its key and certificate, and whom it believes. */
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { systemClock } from '../system/clock.ts'
import { isDemonstrations, trustListFault, type TrustedIssuer } from '../system/presentations/trust-list.ts'
import { readVerifierKey, type VerifierKey } from '../system/presentations/verifier-key.ts'
import type { Fault } from './faults.ts'
import { besideFile, readText } from './files.ts'
import { readSecret } from './secrets.ts'
import type { Settings } from './settings.ts'

/** The variable of the key (PKCS #8, PEM, P-256), also with `_FILE` behind its name. */
export const WALLET_KEY = 'KAPU_WALLET_KEY'

export interface Wallet {
  /** Null: this installation speaks with no wallets. */
  readonly signing: VerifierKey | null
  readonly trustList: readonly TrustedIssuer[]
  readonly openAt: string
  /** Seconds. */
  readonly request: number
}

interface Place {
  readonly env: Readonly<Record<string, string | undefined>>
  /** The file that names the others. */
  readonly namedIn: string
  /** Where a development profile keeps what its demonstration made; null in production. */
  readonly generateIn: string | null
  readonly issuer: string
}

/** Reads the files and the key. */
export function readWallet(settings: Settings['wallet'], place: Place, faults: Fault[]): Wallet {
  const { openAt, request } = settings
  const listed = [
    ...settings.trustedIssuers.flatMap((file) => issuerIn(file, 'trustedIssuers', place, faults)),
    ...settings.simulators.flatMap((file) => issuerIn(file, 'simulators', place, faults)),
  ]
  const own = developmentFiles(place)
  const signing = signingOf(settings.certificate ?? own?.certificate ?? null, own?.key ?? null, place, faults)
  const simulator = own === null ? [] : issuerIn(own.issuer, 'simulators', place, faults)
  return { signing, trustList: [...listed, ...simulator], openAt, request }
}

function issuerIn(
  file: string,
  list: 'trustedIssuers' | 'simulators',
  { namedIn, generateIn }: Place,
  faults: Fault[],
): TrustedIssuer[] {
  const path = `wallet.${list}`
  const pem = readText(besideFile(namedIn, file), path, faults)
  const fault = pem === null ? null : trustListFault(pem)
  if (fault !== null)
    faults.push({ path, message: `${file} ${fault}`, mend: 'name a PEM file with the one certificate of an issuer' })
  else if (pem !== null && generateIn === null && isDemonstrations(pem))
    faults.push({ path, message: `${file} is a demonstration’s`, mend: 'take it out: it proves nothing' })
  return pem === null || fault !== null ? [] : [{ pem, simulator: list === 'simulators' }]
}

function signingOf(
  certificate: string | null,
  keyFile: string | null,
  { env, namedIn, issuer }: Place,
  faults: Fault[],
): VerifierKey | null {
  const given = readSecret(WALLET_KEY, env, faults)
  const privateKeyPem = given ?? (keyFile === null ? null : readText(keyFile, WALLET_KEY, faults))
  if (certificate === null && privateKeyPem === null) return null
  if (certificate === null || privateKeyPem === null) {
    const [path, message] =
      certificate === null ? ['wallet.certificate', 'missing'] : [WALLET_KEY, 'missing, or it cannot be read']
    faults.push({ path, message, mend: `give both wallet.certificate and ${WALLET_KEY}, or neither` })
    return null
  }
  const certificatePem = readText(besideFile(namedIn, certificate), 'wallet.certificate', faults)
  if (certificatePem === null || !URL.canParse(issuer)) return null
  const place = { host: new URL(issuer).hostname, now: systemClock.now() }
  const read = readVerifierKey({ privateKeyPem, certificatePem }, place)
  if ('key' in read) return read.key
  for (const message of read.faults)
    faults.push({ path: 'wallet.certificate', message, mend: 'give a certificate for the issuer’s host, and its key' })
  return null
}

/** What the demonstration put into the data directory, where it did. */
function developmentFiles({ generateIn }: Place) {
  if (generateIn === null) return null
  // The directory may be relative to where the process runs; other files are beside the one that names them
  const certificate = resolve(generateIn, 'development-wallet-access.pem')
  const key = resolve(generateIn, 'development-wallet-access-key.pem')
  const issuer = resolve(generateIn, 'development-pid-issuer.pem')
  return [certificate, key, issuer].every((file) => existsSync(file)) ? { certificate, key, issuer } : null
}
