/** Signs a document as a person would with a program of theirs. */
import { createHash, sign } from 'node:crypto'
import { issuerAndNumber, type Holder } from './certificate.ts'
import { integer, nothing, octets, oid, sequence, set, tagged } from './der.ts'

/** A compact JWS (RFC 7515) with the certificate in its header. */
export function signJws(document: Buffer, { certificate, key }: Holder, others: readonly Holder[] = []): string {
  const x5c = [certificate, ...others.map((other) => other.certificate)].map(({ raw }) => raw.toString('base64'))
  const header = Buffer.from(JSON.stringify({ alg: 'ES256', x5c })).toString('base64url')
  const input = `${header}.${document.toString('base64url')}`
  return `${input}.${sign('sha256', Buffer.from(input), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`
}

const DATA = oid('1.2.840.113549.1.7.1')
const SHA256 = sequence(oid('2.16.840.1.101.3.4.2.1'), nothing)

/** A detached CMS signature (RFC 5652), as DER. */
export function signCms(document: Buffer, { certificate, key }: Holder, others: readonly Holder[] = []): Buffer {
  const digest = createHash('sha256').update(document).digest()
  const attributes = [
    sequence(oid('1.2.840.113549.1.9.3'), set(DATA)),
    sequence(oid('1.2.840.113549.1.9.4'), set(octets(digest))),
  ]
  // What is signed is the set itself; in its place it bears another tag (§5.4)
  const signed = set(...attributes)
  const asPlaced = Buffer.concat([Buffer.from([0xa0]), signed.subarray(1)])
  const signer = sequence(
    integer(1),
    issuerAndNumber(certificate),
    SHA256,
    asPlaced,
    sequence(oid('1.2.840.10045.4.3.2')),
    octets(sign('sha256', signed, key)),
  )
  const certificates = [certificate, ...others.map((other) => other.certificate)].map(({ raw }) => raw)
  const content = sequence(integer(1), set(SHA256), sequence(DATA), tagged(0xa0, ...certificates), set(signer))
  return sequence(oid('1.2.840.113549.1.7.2'), tagged(0xa0, content))
}
