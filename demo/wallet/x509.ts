/** As much of reading certificates (X.509, RFC 5280) as a phone needs, for browsers, which have none: P-256 alone. */
import type { CryptoKey } from 'jose'

type Bytes = Uint8Array<ArrayBuffer>

export interface Certificate {
  readonly raw: Bytes
  readonly issuer: string
  readonly subject: string
  /** Epoch seconds. */
  readonly from: number
  /** Epoch seconds. */
  readonly to: number
  readonly isAuthority: boolean
  /** Hosts, in small letters. */
  readonly dnsNames: readonly string[]
  /** SubjectPublicKeyInfo. */
  readonly publicKey: Bytes
  readonly signed: Bytes
  /** r and s, 32 bytes each. */
  readonly signature: Bytes
}

interface Element {
  readonly tag: number
  readonly raw: Bytes
  readonly content: Bytes
}

const ECDSA_SHA256 = '2a8648ce3d040302'
const BASIC_CONSTRAINTS = '551d13'
const ALTERNATIVE_NAMES = '551d11'
const DNS_NAME = 0x82
const P256 = { name: 'ECDSA', namedCurve: 'P-256' } as const

/** @throws where the bytes are no certificate signed with ECDSA and SHA-256 */
export function readCertificate(raw: Bytes): Certificate {
  const [body, algorithm, signature] = children(element(raw).content)
  const fields = children(need(body).content)
  // Version 3, which names itself: without it there are no extensions
  const [, , , issuer, validity, subject, publicKey, ...rest] = fields
  if (need(fields[0]).tag !== 0xa0 || hex(need(children(need(algorithm).content)[0]).content) !== ECDSA_SHA256)
    throw new Error('a certificate of another kind')
  const [from, to] = children(need(validity).content).map(timeOf)
  const extensions = extensionsOf(rest.find(({ tag }) => tag === 0xa3))
  return {
    raw,
    issuer: hex(need(issuer).raw),
    subject: hex(need(subject).raw),
    from: need(from),
    to: need(to),
    isAuthority: isAuthority(extensions.get(BASIC_CONSTRAINTS)),
    dnsNames: namesOf(extensions.get(ALTERNATIVE_NAMES)),
    publicKey: need(publicKey).raw,
    signed: need(body).raw,
    // A bit string begins with how many bits of its end do not count: none
    signature: plainSignature(need(signature).content.slice(1)),
  }
}

/** @throws where the key is of another kind */
export function publicKeyOf({ publicKey }: Certificate): Promise<CryptoKey> {
  return crypto.subtle.importKey('spki', publicKey, P256, true, ['verify'])
}

/** Whether `issuer` signed it. Says nothing of dates, or of what the issuer may sign. */
export async function isSignedBy(certificate: Certificate, issuer: Certificate): Promise<boolean> {
  if (certificate.issuer !== issuer.subject) return false
  const key = await publicKeyOf(issuer)
  return crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, certificate.signature, certificate.signed)
}

/** The bytes between a PEM's lines. */
export function bytesOfPem(pem: string): Bytes {
  const [, body = ''] = /-----BEGIN CERTIFICATE-----([^-]+)-----END CERTIFICATE-----/.exec(pem) ?? []
  return bytesOfBase64(body.replaceAll(/\s/g, ''))
}

export function bytesOfBase64(base64: string): Bytes {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
}

function element(bytes: Bytes, at = 0): Element {
  const first = need(bytes[at + 1])
  const count = first < 128 ? 0 : first & 127
  const length = count === 0 ? first : Number.parseInt(hex(bytes.slice(at + 2, at + 2 + count)), 16)
  const begin = at + 2 + count
  if (!(begin + length <= bytes.length)) throw new Error('cut off')
  return { tag: need(bytes[at]), raw: bytes.slice(at, begin + length), content: bytes.slice(begin, begin + length) }
}

function children(content: Bytes): Element[] {
  const found: Element[] = []
  for (let at = 0; at < content.length; at += need(found.at(-1)).raw.length) found.push(element(content, at))
  return found
}

function extensionsOf(wrapped: Element | undefined): Map<string, Bytes> {
  if (wrapped === undefined) return new Map()
  const all = children(element(wrapped.content).content).map(({ content }) => children(content))
  return new Map(all.map((parts) => [hex(need(parts[0]).content), need(parts.at(-1)).content]))
}

function isAuthority(constraints: Bytes | undefined): boolean {
  const [first] = constraints === undefined ? [] : children(element(constraints).content)
  return first?.tag === 0x01 && first.content[0] === 0xff
}

function namesOf(names: Bytes | undefined): string[] {
  const all = names === undefined ? [] : children(element(names).content)
  return all.flatMap(({ tag, content }) => (tag === DNS_NAME ? [ascii(content).toLowerCase()] : []))
}

/** UTCTime counts its years from 1950 to 2049 (§4.1.2.5.1). */
function timeOf({ tag, content }: Element): number {
  const text = ascii(content)
  const full = tag === 0x18 ? text : `${Number(text.slice(0, 2)) < 50 ? '20' : '19'}${text}`
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(full) ?? []
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`) / 1000
}

/** WebCrypto takes the two numbers one after the other, certificates have them as DER. */
function plainSignature(der: Bytes): Bytes {
  const numbers = children(element(der).content).map(({ content }) =>
    hex(content)
      .replace(/^(00)+/, '')
      .padStart(64, '0'),
  )
  return Uint8Array.from(numbers.join('').match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))
}

function hex(bytes: Bytes): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function ascii(bytes: Bytes): string {
  return String.fromCharCode(...bytes)
}

function need<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('not a certificate')
  return value
}
