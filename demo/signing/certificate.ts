/** Certificates (X.509, RFC 5280) of a certification authority that exists for the demonstration alone. */
import { createPublicKey, generateKeyPairSync, randomBytes, sign, X509Certificate, type KeyObject } from 'node:crypto'
import { bits, generalizedTime, integer, octets, oid, sequence, set, tagged, utf8, yes, type Der } from './der.ts'

export interface Holder {
  readonly certificate: X509Certificate
  readonly key: KeyObject
}

/** What stands in a certificate. */
export interface Subject {
  readonly commonName: string
  readonly familyName?: string
  readonly givenName?: string
  /** A day: `1984-03-17`. */
  readonly birthdate?: string
  /** The host that the certificate speaks for, as a subject alternative name (RFC 5280 §4.2.1.6). */
  readonly dnsName?: string
}

export interface CertificateOptions {
  /** Null: it signs itself. */
  readonly issuer: Holder | null
  /** An authority's own certificate. */
  readonly authority?: boolean
  /** First byte of the key usage; default signatures and commitment to contents, of an authority certificates. */
  readonly keyUsage?: number
  readonly from?: Date
  readonly to?: Date
}

const DAY = 86_400_000
const ECDSA_SHA256 = sequence(oid('1.2.840.10045.4.3.2'))
const SIGNS = 0b1100_0000
const SIGNS_CERTIFICATES = 0b0000_0110

/** A new key, and a certificate for it. */
export function certify(subject: Subject, options: CertificateOptions): Holder {
  const { privateKey: key, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const {
    issuer,
    authority = false,
    from = new Date(Date.now() - DAY),
    to = new Date(Date.now() + 365 * DAY),
  } = options
  const name = nameOf(subject)
  const content = sequence(
    tagged(0xa0, integer(2)),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    ECDSA_SHA256,
    issuer === null ? name : subjectOf(issuer.certificate),
    sequence(generalizedTime(from), generalizedTime(to)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(
      0xa3,
      sequence(...extensions(subject, authority, options.keyUsage ?? (authority ? SIGNS_CERTIFICATES : SIGNS))),
    ),
  )
  const signature = sign('sha256', content, issuer?.key ?? key)
  return { certificate: new X509Certificate(sequence(content, ECDSA_SHA256, bits(signature))), key }
}

function nameOf({ commonName, familyName, givenName }: Subject): Der {
  const parts = { '2.5.4.3': commonName, '2.5.4.4': familyName, '2.5.4.42': givenName }
  const named = Object.entries(parts).flatMap(([type, value]) => (value === undefined ? [] : [[type, value] as const]))
  return sequence(...named.map(([type, value]) => set(sequence(oid(type), utf8(value)))))
}

function extensions({ birthdate, dnsName }: Subject, authority: boolean, keyUsage: number): Der[] {
  const extension = (type: string, critical: boolean, value: Der) =>
    sequence(oid(type), ...(critical ? [yes] : []), octets(value))
  const born = birthdate === undefined ? null : generalizedTime(new Date(`${birthdate}T12:00:00Z`))
  return [
    extension('2.5.29.19', true, authority ? sequence(yes) : sequence()),
    extension('2.5.29.15', true, bits(Buffer.from([keyUsage]), 0)),
    ...(born === null ? [] : [extension('2.5.29.9', false, sequence(sequence(oid('1.3.6.1.5.5.7.9.1'), set(born))))]),
    ...(dnsName === undefined ? [] : [extension('2.5.29.17', false, sequence(tagged(0x82, Buffer.from(dnsName))))]),
  ]
}

/** The subject as it stands in the certificate: the issuer's name must be its copy, byte for byte. */
function subjectOf({ raw }: X509Certificate): Der {
  return fieldOf(raw, 5)
}

/** Issuer and number, by which a signature names its certificate (RFC 5652 §10.2.4). */
export function issuerAndNumber({ raw }: X509Certificate): Der {
  return sequence(fieldOf(raw, 3), fieldOf(raw, 1))
}

/** One field of a certificate's content: version, number, algorithm, issuer, validity, subject. */
function fieldOf(raw: Buffer, index: number): Der {
  let at = inside(inside({ bytes: raw, from: 0 })).from
  for (let field = 0; field < index; field += 1) at = endOf(raw, at)
  return raw.subarray(at, endOf(raw, at))
}

function inside({ bytes, from }: { bytes: Buffer; from: number }): { bytes: Buffer; from: number } {
  return { bytes, from: from + headerOf(bytes, from).length }
}

function endOf(bytes: Buffer, at: number): number {
  const { length, content } = headerOf(bytes, at)
  return at + length + content
}

function headerOf(bytes: Buffer, at: number): { length: number; content: number } {
  const first = bytes[at + 1] ?? 0
  if (first < 128) return { length: 2, content: first }
  const count = first & 127
  return { length: 2 + count, content: bytes.readUIntBE(at + 2, count) }
}

/** A holder as it is kept in files. */
export function holderOf(certificatePem: string, key: KeyObject): Holder {
  const certificate = new X509Certificate(certificatePem)
  if (!createPublicKey(key).equals(certificate.publicKey)) throw new Error('the key does not belong to the certificate')
  return { certificate, key }
}
