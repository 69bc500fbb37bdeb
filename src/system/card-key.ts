import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'

/** The key pair of a chip card, P-256: the public half as SPKI in DER, the private one as PKCS #8 in PEM. */
export interface CardKey {
  readonly publicKey: Buffer
  readonly privateKey: string
}

export function createCardKey(): CardKey {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return {
    publicKey: publicKey.export({ type: 'spki', format: 'der' }),
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}

/** ECDSA with SHA-256 (FIPS 186-5); r and s side by side. */
export function signAsCard(privateKey: string, text: string): Buffer {
  return sign('sha256', Buffer.from(text), { key: createPrivateKey(privateKey), dsaEncoding: 'ieee-p1363' })
}

/** Whether the holder of this key signed exactly this text. */
export function isSignedByCard(publicKey: Buffer, text: string, signature: Buffer): boolean {
  const key = createPublicKey({ key: publicKey, type: 'spki', format: 'der' })
  return verify('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }, signature)
}
