import { X509Certificate } from 'node:crypto'
import { compactVerify, decodeProtectedHeader, errors } from 'jose'
import type { SignedBy, Verified } from './verdict.ts'

/** No MAC and no `none`: only keys that a certificate can hold. */
const ALGORITHMS = ['ES256', 'ES384', 'ES512', 'PS256', 'PS384', 'PS512', 'RS256', 'RS384', 'RS512']

const MOST_CERTIFICATES = 5

/** Three parts of base64url; the middle one is empty where the document is not repeated (RFC 7515 appendix F). */
export function looksLikeJws(signed: Buffer): boolean {
  return /^\s*[\w-]+\.[\w-]*\.[\w-]+\s*$/.test(signed.toString('latin1'))
}

/** A compact JWS with the signer's certificates in `x5c` (RFC 7515 §4.1.6), over the document. */
export async function verifyJws(signed: Buffer, document: Buffer): Promise<Verified<{ readonly by: SignedBy }>> {
  const [header = '', payload = '', signature = ''] = signed.toString('latin1').trim().split('.')
  const expected = document.toString('base64url')
  const chain = certificatesIn(header)
  const [certificate, ...others] = chain ?? []
  if (certificate === undefined) return { ok: false, refusal: 'unreadable' }
  if (payload !== '' && payload !== expected) return { ok: false, refusal: 'not_this_form' }
  try {
    const { publicKey } = new X509Certificate(certificate)
    await compactVerify(`${header}.${expected}.${signature}`, publicKey, { algorithms: ALGORITHMS })
    return { ok: true, by: { certificate, others } }
  } catch (error) {
    if (error instanceof errors.JWSSignatureVerificationFailed) return { ok: false, refusal: 'wrong_signature' }
    // RSA keys under 2048 bits, and algorithms that are not on the list
    if (error instanceof errors.JOSEAlgNotAllowed || error instanceof TypeError) return { ok: false, refusal: 'weak' }
    return { ok: false, refusal: 'unreadable' }
  }
}

function certificatesIn(header: string): readonly Buffer[] | null {
  try {
    const { x5c } = decodeProtectedHeader({ protected: header, payload: '', signature: '' })
    if (!Array.isArray(x5c) || x5c.length === 0 || x5c.length > MOST_CERTIFICATES) return null
    return x5c.every((one) => typeof one === 'string') ? x5c.map((one) => Buffer.from(one, 'base64')) : null
  } catch {
    return null
  }
}
