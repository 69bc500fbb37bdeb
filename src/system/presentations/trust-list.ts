import { X509Certificate } from 'node:crypto'
import { isAuthority, isGoodAt, isWeak, pathFault } from '../signatures/path.ts'

/** Who may issue credentials: a certificate of an issuer, or of an authority that certifies issuers. */
export interface TrustedIssuer {
  readonly pem: string
  /** An issuer of a demonstration: whoever it vouches for is no real person, and what rests on it says so. */
  readonly simulator: boolean
}

const MOST_CERTIFICATES = 5

/**
 * The entry of the trust list that vouches for the first certificate of an `x5c` header (RFC 7515 §4.1.6) now, and
 * that certificate's key; null where none does. `now` is in epoch seconds.
 */
export function trustedIssuer(
  x5c: unknown,
  trustList: readonly TrustedIssuer[],
  now: number,
): { readonly issuer: TrustedIssuer; readonly certificate: X509Certificate } | null {
  const [leaf, ...others] = certificatesIn(x5c)
  if (leaf === undefined) return null
  const by = { certificate: leaf.raw, others: others.map(({ raw }) => raw) }
  const issuer = trustList.find(({ pem }) =>
    // A certificate that is on the list itself needs no path, and one that issues no others opens none
    isAuthority(pem) ? pathFault(by, [pem], now) === null : isItself(pem, leaf, now),
  )
  return issuer === undefined ? null : { issuer, certificate: leaf }
}

/** Whether requests signed with these certificates, and at least one issuer, are believed at this time. */
export function isSpeakingAt(
  { x5c }: { readonly x5c: readonly string[] },
  trustList: readonly TrustedIssuer[],
  now: number,
): boolean {
  const isGood = (certificate: X509Certificate | null): boolean => certificate !== null && isGoodAt(certificate, now)
  return (
    x5c.every((one) => isGood(openCertificate(Buffer.from(one, 'base64')))) &&
    trustList.some(({ pem }) => isGood(openCertificate(pem)))
  )
}

/** Why this PEM cannot be on a trust list, or null. */
export function trustListFault(pem: string): string | null {
  const certificate = openCertificate(pem)
  if (certificate === null) return 'is no certificate in PEM'
  if (isWeak(certificate)) return 'has a key or a signature that is too weak'
  return pem.split('-----BEGIN CERTIFICATE-----').length === 2 ? null : 'holds more than one certificate'
}

/** Whether the demonstration made this certificate: its issuers say so in their names, and those of their authority. */
export function isDemonstrations(pem: string): boolean {
  const certificate = openCertificate(pem)
  return certificate !== null && /^CN=Kapu test /m.test(`${certificate.subject}\n${certificate.issuer}`)
}

/** Null for what is no certificate. */
export function openCertificate(certificate: string | Buffer): X509Certificate | null {
  try {
    return new X509Certificate(certificate)
  } catch {
    return null
  }
}

function isItself(pem: string, leaf: X509Certificate, now: number): boolean {
  return new X509Certificate(pem).raw.equals(leaf.raw) && !isWeak(leaf) && isGoodAt(leaf, now)
}

function certificatesIn(x5c: unknown): readonly X509Certificate[] {
  if (!Array.isArray(x5c) || x5c.length > MOST_CERTIFICATES) return []
  const all = x5c.map((one) => (typeof one === 'string' ? openCertificate(Buffer.from(one, 'base64')) : null))
  return all.every((one) => one !== null) ? all : []
}
