import { type CryptoKey, exportJWK, type JWK, SignJWT } from 'jose'

/** The phone's key. Its private half never leaves the phone: it cannot be read even there. */
export interface DeviceKey {
  readonly privateKey: CryptoKey
  readonly publicJwk: JWK
}

/** A new P-256 key whose private half cannot be exported. */
export async function newDeviceKey(): Promise<DeviceKey> {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify'])
  return { privateKey: pair.privateKey, publicJwk: publicPart(await exportJWK(pair.publicKey)) }
}

/** Shows who holds the key (OpenID4VCI 1.0 appendix F.1): a JWT over the audience and its nonce, the key in its header. */
export function proveKey(
  { privateKey, publicJwk }: DeviceKey,
  { audience, nonce, now }: { readonly audience: string; readonly nonce: string; readonly now: number },
): Promise<string> {
  return new SignJWT({ nonce })
    .setProtectedHeader({ alg: 'ES256', typ: 'openid4vci-proof+jwt', jwk: publicJwk })
    .setAudience(audience)
    .setIssuedAt(now)
    .sign(privateKey)
}

function publicPart({ kty = '', crv = '', x = '', y = '' }: JWK): JWK {
  return { kty, crv, x, y }
}
