import { X509Certificate } from 'node:crypto'
import { keyUseOf } from './certificate.ts'
import type { SignatureRefusal, SignedBy } from './verdict.ts'

/** Certificates between the signer's and the authority's. */
const MOST_BETWEEN = 3

const MIN_RSA_BITS = 2048
const CURVES: ReadonlySet<string> = new Set(['prime256v1', 'secp384r1', 'secp521r1'])

/**
 * Why the signer's certificate does not count (RFC 5280 §6.1, without policies, name constraints and revocation), or
 * null. Every certificate on the path must be good now, and each but the first must be one that signs certificates.
 */
export function pathFault(by: SignedBy, authorities: readonly string[], now: number): SignatureRefusal | null {
  const signer = opened(by.certificate)
  if (signer === null) return 'unreadable'
  const trusted = authorities.map((pem) => new X509Certificate(pem))
  const others = by.others.flatMap((der) => opened(der) ?? [])
  const path = pathFrom(signer, others, trusted)
  if (path === null) return 'not_trusted'
  if (signer.ca || !keyUseOf(signer.raw).signs) return 'certificate_use'
  if (path.some(isWeak)) return 'weak'
  return path.every((certificate) => isGoodAt(certificate, now)) ? null : 'certificate_time'
}

/** Whether this PEM is a certificate that may issue others. */
export function isAuthority(pem: string): boolean {
  try {
    const certificate = new X509Certificate(pem)
    return certificate.ca && keyUseOf(certificate.raw).signsCertificates
  } catch {
    return false
  }
}

/** The signer's certificate first, the trusted authority's last. */
function pathFrom(
  signer: X509Certificate,
  others: readonly X509Certificate[],
  trusted: readonly X509Certificate[],
): readonly X509Certificate[] | null {
  const path = [signer]
  for (let between = 0; between <= MOST_BETWEEN; between += 1) {
    const last = path[path.length - 1] ?? signer
    const isIssuer = (one: X509Certificate): boolean => mayFollow(one, between) && hasIssued(one, last)
    const authority = trusted.find(isIssuer)
    if (authority !== undefined) return [...path, authority]
    const next = others.find((one) => !path.includes(one) && isIssuer(one))
    if (next === undefined) return null
    path.push(next)
  }
  return null
}

function mayFollow(issuer: X509Certificate, between: number): boolean {
  const { signsCertificates, pathLength } = keyUseOf(issuer.raw)
  return issuer.ca && signsCertificates && (pathLength === null || pathLength >= between)
}

function hasIssued(issuer: X509Certificate, subject: X509Certificate): boolean {
  return subject.checkIssued(issuer) && subject.verify(issuer.publicKey)
}

/** Within the certificate's own dates, both included. */
export function isGoodAt({ validFromDate, validToDate }: X509Certificate, now: number): boolean {
  return validFromDate.getTime() <= now * 1000 && now * 1000 <= validToDate.getTime()
}

/** A key or a signature that can be forged. */
export function isWeak({ publicKey, signatureAlgorithm = '' }: X509Certificate): boolean {
  const { modulusLength, namedCurve } = publicKey.asymmetricKeyDetails ?? {}
  const isStrongKey =
    (modulusLength !== undefined && modulusLength >= MIN_RSA_BITS) ||
    (namedCurve !== undefined && CURVES.has(namedCurve)) ||
    publicKey.asymmetricKeyType === 'ed25519'
  return !isStrongKey || /md5|sha-?1(?!\d)/i.test(signatureAlgorithm)
}

function opened(der: Buffer): X509Certificate | null {
  try {
    return new X509Certificate(der)
  } catch {
    return null
  }
}
