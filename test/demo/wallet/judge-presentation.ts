import { createHash, X509Certificate } from 'node:crypto'
import { calculateJwkThumbprint, compactVerify, decodeJwt, decodeProtectedHeader, type JWK } from 'jose'

export interface Judging {
  readonly trusted: readonly X509Certificate[]
  readonly bound: Set<string>
  readonly person: Readonly<Record<'family_name' | 'given_name' | 'birthdate', string>>
  readonly purpose: 'authenticate' | 'enrol'
  readonly nonce: string
  readonly transactionData: string
  readonly number: string | null
}

const NOW_MAY_DIFFER = 60

/** The first thing that is wrong with an answer, in the profile's words; null for an honest one. */
export async function judgePresentation(
  answer: Readonly<Record<string, unknown>>,
  judging: Judging,
): Promise<string | null> {
  const presentation: unknown = Object(Object(answer['vp_token']).pid)[0]
  if (typeof presentation !== 'string') return 'presentation_missing'
  const [jwt = '', ...rest] = presentation.split('~')
  const keyBinding = rest.pop() ?? ''
  const claims = decodeJwt(jwt)
  const [leaf = ''] = decodeProtectedHeader(jwt).x5c ?? []
  const certificate = new X509Certificate(Buffer.from(leaf, 'base64'))
  const now = Math.floor(Date.now() / 1000)
  if (claims['vct'] !== 'urn:eudi:pid:1') return 'wrong_credential_type'
  if (!judging.trusted.some((one) => one.raw.equals(certificate.raw) || certificate.verify(one.publicKey)))
    return 'issuer_not_trusted'
  if (!(await isSigned(jwt, certificate.publicKey, 'dc+sd-jwt'))) return 'issuer_signature_wrong'
  if ((claims.exp ?? 0) <= now) return 'credential_expired'
  if ((claims.nbf ?? 0) > now) return 'credential_not_yet_valid'
  const digests = Array.isArray(claims['_sd']) ? claims['_sd'] : []
  if (new Set(rest).size !== rest.length || !rest.every((one) => digests.includes(digest(one))))
    return 'disclosure_wrong'
  if (keyBinding === '') return 'key_binding_missing'
  const jwk: JWK = Object(claims['cnf']).jwk
  if (!(await isSigned(keyBinding, { ...jwk, alg: 'ES256' }, 'kb+jwt'))) return 'key_binding_wrong'
  const fault = wrongIn(decodeJwt(keyBinding), { ...judging, now, sdHash: digest(`${[jwt, ...rest].join('~')}~`) })
  if (fault !== null) return fault
  const thumbprint = await calculateJwkThumbprint(jwk)
  if (judging.purpose === 'authenticate') return judging.bound.has(thumbprint) ? null : 'device_not_bound'
  const told = Object.fromEntries(rest.map((one) => JSON.parse(Buffer.from(one, 'base64url').toString()).slice(1)))
  const asked = Object.entries(judging.person)
  if (!asked.every(([name]) => name in told)) return 'claims_missing'
  return asked.every(([name, value]) => told[name] === value) ? null : 'identity_differs'
}

function wrongIn(claims: Record<string, unknown>, expected: Judging & { now: number; sdHash: string }): string | null {
  if (Math.abs(Number(claims['iat']) - expected.now) > NOW_MAY_DIFFER) return 'key_binding_stale'
  if (claims['nonce'] !== expected.nonce) return 'wrong_nonce'
  if (claims['aud'] !== 'x509_san_dns:localhost') return 'wrong_audience'
  if (claims['sd_hash'] !== expected.sdHash) return 'wrong_sd_hash'
  const hashes = JSON.stringify(claims['transaction_data_hashes'])
  if (hashes !== JSON.stringify([digest(expected.transactionData)])) return 'wrong_transaction_data'
  return (claims['match_number'] ?? null) === expected.number ? null : 'wrong_match_number'
}

async function isSigned(jwt: string, key: Parameters<typeof compactVerify>[1], typ: string): Promise<boolean> {
  try {
    const { protectedHeader } = await compactVerify(jwt, key, { algorithms: ['ES256'] })
    return protectedHeader.typ === typ
  } catch {
    return false
  }
}

function digest(ascii: string): string {
  return createHash('sha256').update(ascii, 'ascii').digest('base64url')
}
