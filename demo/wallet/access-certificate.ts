import { certify, type Holder } from '../signing/certificate.ts'
import { keptHolder, tenYearsFromNow } from '../signing/kept-holder.ts'

/** What the identity provider signs its requests with, and who vouches for it to the phone. */
export interface Access {
  readonly authority: Holder
  readonly certificate: Holder
}

/**
 * The access certificate of a data directory (`development-wallet-access.pem`, its key beside it) and its authority,
 * made where there are none. A real verifier gets its own from an authority of the list of access certificates.
 */
export function accessCertificate(directory: string, host = 'localhost'): Access {
  const authority = keptHolder(directory, 'development-wallet-access-authority', () =>
    certify({ commonName: 'Kapu test access authority' }, { issuer: null, authority: true, to: tenYearsFromNow() }),
  )
  const certificate = keptHolder(directory, 'development-wallet-access', () => newAccessCertificate(authority, host))
  return { authority, certificate }
}

/** A new certificate that speaks for `host` (OpenID4VP 1.0 §5.9.3, `x509_san_dns`). */
export function newAccessCertificate(authority: Holder, host: string): Holder {
  return certify({ commonName: 'Kapu', dnsName: host }, { issuer: authority, to: tenYearsFromNow() })
}
