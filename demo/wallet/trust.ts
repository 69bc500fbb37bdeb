import { type Certificate, isSignedBy, readCertificate, bytesOfBase64 } from './x509.ts'

/** Why a certificate is not believed. */
export type CertificateFault = 'certificate_unreadable' | 'certificate_not_trusted' | 'certificate_not_valid_now'

/**
 * The certificate that leads the header's `x5c` (RFC 7515 §4.1.6), where one of the phone's own authorities vouches
 * for it, through the others in it if need be; or where it is itself one that the phone was given.
 */
export async function trustedLeaf(
  x5c: readonly string[],
  { authorities, now }: { readonly authorities: readonly Certificate[]; readonly now: number },
): Promise<Certificate | CertificateFault> {
  let chain: Certificate[]
  try {
    chain = x5c.map((base64) => readCertificate(bytesOfBase64(base64)))
  } catch {
    return 'certificate_unreadable'
  }
  const [leaf] = chain
  if (leaf === undefined) return 'certificate_unreadable'
  let last = leaf
  for (const [index, certificate] of chain.entries()) {
    if (now < certificate.from || now > certificate.to) return 'certificate_not_valid_now'
    if (index > 0 && !(certificate.isAuthority && (await isSignedBy(last, certificate))))
      return 'certificate_not_trusted'
    last = certificate
  }
  for (const authority of authorities) {
    if (now < authority.from || now > authority.to) continue
    if (isSame(last, authority) || (authority.isAuthority && (await isSignedBy(last, authority)))) return leaf
  }
  return 'certificate_not_trusted'
}

function isSame(one: Certificate, other: Certificate): boolean {
  return one.raw.length === other.raw.length && one.raw.every((byte, index) => byte === other.raw[index])
}
