import { compactVerify, decodeProtectedHeader, errors, type ProtectedHeaderParameters } from 'jose'
import * as z from 'zod'
import { faulty, type Judged } from './fault.ts'
import { discloseClaims, type SdJwt } from './sd-jwt.ts'
import { trustedIssuer, type TrustedIssuer } from './trust-list.ts'

/** A public key on P-256 (RFC 7518 §6.2.1), and never the private one. */
export const holderKey = z.strictObject({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string().regex(/^[\w-]{43}$/),
  y: z.string().regex(/^[\w-]{43}$/),
})

export type HolderKey = z.infer<typeof holderKey>

/** A credential whose issuer is trusted now. */
export interface Credential {
  /** The key that it is bound to (RFC 7800 §3.2). */
  readonly holderKey: HolderKey
  /** Those that everybody sees and those that were disclosed. */
  readonly claims: Readonly<Record<string, unknown>>
  readonly simulated: boolean
}

/** The claims that a credential cannot do without; SD-JWT VC §2.2.2.2. */
const payloadShape = z.looseObject({
  iss: z.string(),
  vct: z.string(),
  iat: z.number(),
  nbf: z.number().optional(),
  exp: z.number(),
  cnf: z.looseObject({ jwk: z.looseObject({}) }),
})

const TYPE = 'dc+sd-jwt'

/** Seconds that an issuer's clock may be ahead of ours. */
const TOLERANCE = 60

/** Judges what an issuer signed and what of it was disclosed (RFC 9901 §7.1): an SD-JWT VC of this type, valid now. */
export async function verifyCredential(
  { issuerSigned, disclosures }: Pick<SdJwt, 'issuerSigned' | 'disclosures'>,
  {
    type,
    trustList,
    now,
  }: { readonly type: string; readonly trustList: readonly TrustedIssuer[]; readonly now: number },
): Promise<Judged<{ readonly credential: Credential }>> {
  // It says that it is a credential with selective disclosure: nothing else that the issuer signs is one
  const header = headerOf(issuerSigned)
  if (header === null) return faulty('presentation_missing')
  if (header.typ !== TYPE) return faulty('wrong_credential_type')

  // The issuer's certificate leads to the trust list, today
  const trusted = trustedIssuer(header.x5c, trustList, now)
  if (trusted === null) return faulty('issuer_not_trusted')

  // That certificate's key signed exactly this
  const payload = await signedBy(trusted.certificate.publicKey, issuerSigned)
  if (payload === null) return faulty('issuer_signature_wrong')

  // It is of the type that was asked for, and bound to a key
  const claims = payloadShape.safeParse(payload)
  if (!claims.success || claims.data.vct !== type) return faulty('wrong_credential_type')
  const key = publicKeyOf(claims.data.cnf.jwk)
  if (key === null) return faulty('wrong_credential_type')

  // It is valid now
  const { iat, nbf, exp } = claims.data
  if (iat > now + TOLERANCE || (nbf ?? 0) > now) return faulty('credential_not_yet_valid')
  if (exp <= now) return faulty('credential_expired')

  // Each disclosure stands for something that the issuer signed
  const disclosed = discloseClaims(payload, disclosures)
  if (disclosed === null) return faulty('disclosure_wrong')
  return { ok: true, credential: { holderKey: key, claims: disclosed, simulated: trusted.issuer.simulator } }
}

function headerOf(jwt: string): ProtectedHeaderParameters | null {
  try {
    return decodeProtectedHeader(jwt)
  } catch {
    return null
  }
}

/** The payload, where it is an object and ES256 by this key; null otherwise. */
async function signedBy(
  key: Parameters<typeof compactVerify>[1],
  jwt: string,
): Promise<Readonly<Record<string, unknown>> | null> {
  try {
    const { payload } = await compactVerify(jwt, key, { algorithms: ['ES256'] })
    const value: unknown = JSON.parse(Buffer.from(payload).toString('utf8'))
    return z.record(z.string(), z.unknown()).parse(value)
  } catch (error) {
    // TypeError: a key of another kind than the algorithm's
    if (error instanceof errors.JOSEError || error instanceof SyntaxError || error instanceof TypeError) return null
    if (error instanceof z.ZodError) return null
    throw error
  }
}

/** Four members alone: `use`, `kid` and the like say nothing about which key it is. */
function publicKeyOf(jwk: Readonly<Record<string, unknown>>): HolderKey | null {
  if ('d' in jwk) return null
  const { kty, crv, x, y } = jwk
  const key = holderKey.safeParse({ kty, crv, x, y })
  return key.success ? key.data : null
}
