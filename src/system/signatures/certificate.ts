import { Certificate, SubjectDirectoryAttributes } from 'pkijs'

/** Who signed, as the certificate states it. */
export interface Signer {
  readonly familyName: string
  readonly givenName: string
  /** A day: `1984-03-17`. */
  readonly birthdate: string
}

/** What a key may be used for (RFC 5280 §4.2.1.3). */
export interface KeyUse {
  /** Signatures, or commitment to contents: what an advanced signature is made with. */
  readonly signs: boolean
  readonly signsCertificates: boolean
  /** Certificates that may follow an authority's on the path; null where it does not say. */
  readonly pathLength: number | null
}

const SURNAME = '2.5.4.4'
const GIVEN_NAME = '2.5.4.42'
const KEY_USAGE = '2.5.29.15'
const BASIC_CONSTRAINTS = '2.5.29.19'
const SUBJECT_DIRECTORY_ATTRIBUTES = '2.5.29.9'
/** RFC 3739 §3.2.2. */
const DATE_OF_BIRTH = '1.3.6.1.5.5.7.9.1'

/**
 * Names and date of birth of a personal certificate (RFC 3739); null where one is missing. Two people may share a
 * name: the date of birth is what keeps one of them from registering as the other.
 */
export function signerOf(der: Buffer): Signer | null {
  const certificate = parsed(der)
  const attribute = (oid: string): string => {
    const found = certificate.subject.typesAndValues.filter(({ type }) => type === oid)
    const value: unknown = found.length === 1 ? found[0]?.value.valueBlock.value : ''
    return typeof value === 'string' ? value : ''
  }
  const [familyName, givenName, birthdate] = [attribute(SURNAME), attribute(GIVEN_NAME), dateOfBirth(certificate)]
  return familyName === '' || givenName === '' || birthdate === null ? null : { familyName, givenName, birthdate }
}

/** What the certificate's key is for; a certificate that does not say is for nothing. */
export function keyUseOf(der: Buffer): KeyUse {
  const certificate = parsed(der)
  const bits: unknown = extension(certificate, KEY_USAGE)?.valueBlock?.valueHexView?.[0]
  const first = typeof bits === 'number' ? bits : 0
  const constraints = extension(certificate, BASIC_CONSTRAINTS)
  const length: unknown = constraints?.pathLenConstraint
  return {
    signs: (first & 0b1100_0000) !== 0,
    signsCertificates: (first & 0b0000_0100) !== 0,
    pathLength: typeof length === 'number' ? length : null,
  }
}

function dateOfBirth(certificate: Certificate): string | null {
  const found = extension(certificate, SUBJECT_DIRECTORY_ATTRIBUTES)
  if (!(found instanceof SubjectDirectoryAttributes)) return null
  const value: unknown = found.attributes.find(({ type }) => type === DATE_OF_BIRTH)?.values[0]
  if (typeof value !== 'object' || value === null || !('toDate' in value) || typeof value.toDate !== 'function') {
    return null
  }
  const date: unknown = value.toDate()
  return date instanceof Date && !Number.isNaN(date.getTime()) ? date.toISOString().slice(0, 10) : null
}

function extension(certificate: Certificate, oid: string) {
  return certificate.extensions?.find(({ extnID }) => extnID === oid)?.parsedValue
}

function parsed(der: Buffer): Certificate {
  return Certificate.fromBER(new Uint8Array(der).buffer)
}
