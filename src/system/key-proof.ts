import { calculateJwkThumbprint, decodeProtectedHeader, importJWK, type JWK, jwtVerify } from 'jose'

/** A public key whose holder has just proved that they hold it. */
export interface ProvedKey {
  /** RFC 7638, SHA-256, base64url. */
  readonly thumbprint: string
  readonly publicJwk: JWK
}

const TYPE = 'openid4vci-proof+jwt'

/** How old a proof may be, and how far ahead its clock (seconds). */
const MAX_AGE = 300
const TOLERANCE = 60

/**
 * Judges the proof of a wallet's key in the form of OpenID4VCI 1.0 (appendix F.1): a JWT that the key signed over our
 * address and the nonce, with the key in its header. ES256 on P-256 alone. Null for anything else.
 */
export async function verifyKeyProof(
  proof: string,
  { audience, nonce, now }: { readonly audience: string; readonly nonce: string; readonly now: number },
): Promise<ProvedKey | null> {
  try {
    const { jwk } = decodeProtectedHeader(proof)
    // A header that gives the private key away proves nothing any more
    if (jwk?.kty !== 'EC' || jwk.crv !== 'P-256' || 'd' in jwk) return null
    const { kty, crv, x = '', y = '' } = jwk
    const publicJwk = { kty, crv, x, y }
    const { payload } = await jwtVerify(proof, await importJWK(publicJwk, 'ES256'), {
      algorithms: ['ES256'],
      typ: TYPE,
      audience,
      maxTokenAge: MAX_AGE,
      clockTolerance: TOLERANCE,
      currentDate: new Date(now * 1000),
    })
    if (payload['nonce'] !== nonce) return null
    return { thumbprint: await calculateJwkThumbprint(publicJwk), publicJwk }
  } catch {
    // Not a JWT, not that key's, not for us, too old
    return null
  }
}
