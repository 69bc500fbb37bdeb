import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import { SignJWT } from 'jose'
import { isGoodAt } from '../signatures/path.ts'
import { openCertificate } from './trust-list.ts'

/** What requests are signed with: our key, and the certificates that say whose it is. */
export interface VerifierKey {
  readonly privateKey: KeyObject
  /** DER in base64, ours first (RFC 7515 §4.1.6). */
  readonly x5c: readonly string[]
}

const BEGIN = '-----BEGIN CERTIFICATE-----'

/**
 * Reads a key (PKCS #8, PEM) and the certificates for it (PEM, ours first). Faults say what does not fit: the key must
 * be on P-256 and the certificate's, and the certificate good now and for this host name (OpenID4VP 1.0 §5.9.3,
 * `x509_san_dns`).
 */
export function readVerifierKey(
  { privateKeyPem, certificatePem }: { readonly privateKeyPem: string; readonly certificatePem: string },
  { host, now }: { readonly host: string; readonly now: number },
): { readonly key: VerifierKey } | { readonly faults: readonly string[] } {
  const privateKey = openKey(privateKeyPem)
  const chain = chainOf(certificatePem)
  const [own] = chain ?? []
  if (privateKey === null || own === undefined || chain === null) {
    return {
      faults: [
        ...(privateKey === null ? ['the private key is no key on P-256 in PEM'] : []),
        ...(own === undefined ? ['the certificates cannot be read as PEM'] : []),
      ],
    }
  }
  const faults = [
    ...(own.checkPrivateKey(privateKey) ? [] : ['the certificate is another key’s']),
    ...(namesHost(own, host) ? [] : [`the certificate does not name the host ${host} (subjectAltName, dNSName)`]),
    ...(chain.every((one) => isGoodAt(one, now)) ? [] : ['a certificate is not valid today']),
    ...(chain.every((one, at) => at === 0 || chain[at - 1]?.verify(one.publicKey) === true)
      ? []
      : ['the certificates are no chain: each must be signed by the next']),
  ]
  if (faults.length > 0) return { faults }
  return { key: { privateKey, x5c: chain.map(({ raw }) => raw.toString('base64')) } }
}

/** A request object (RFC 9101, OpenID4VP 1.0 §5.1) as a compact JWS. */
export async function signRequestObject(
  claims: Readonly<Record<string, unknown>>,
  { privateKey, x5c }: VerifierKey,
): Promise<string> {
  return await new SignJWT({ ...claims })
    .setProtectedHeader({ alg: 'ES256', typ: 'oauth-authz-req+jwt', x5c: [...x5c] })
    .sign(privateKey)
}

/** A wildcard names no host: which one of many asks must be plain to see. */
function namesHost({ subjectAltName = '' }: X509Certificate, host: string): boolean {
  return subjectAltName.split(', ').includes(`DNS:${host}`)
}

function openKey(pem: string): KeyObject | null {
  try {
    const key = createPrivateKey(pem)
    return key.asymmetricKeyDetails?.namedCurve === 'prime256v1' ? key : null
  } catch {
    return null
  }
}

function chainOf(pem: string): readonly X509Certificate[] | null {
  const [, ...blocks] = pem.split(BEGIN)
  const chain = blocks.map((block) => openCertificate(`${BEGIN}${block}`))
  return chain.every((one) => one !== null) ? chain : null
}
