/** What the development profile needs to speak with wallets, and phones to speak with it. */
import { accessCertificate } from '../../demo/wallet/access-certificate.ts'
import { pidIssuer, type PidIssuer } from '../../demo/wallet/pid-issuer.ts'

/** Who issues credentials to phones, and who vouches for Kapu to them. */
export interface WalletWorld {
  readonly issuer: PidIssuer
  /** PEM. */
  readonly authorities: readonly string[]
}

/** Puts what the development profile looks for into its data directory. */
export function walletWorld(dataDirectory: string): WalletWorld {
  const { authority } = accessCertificate(dataDirectory)
  return { issuer: pidIssuer(dataDirectory), authorities: [authority.certificate.toString()] }
}
