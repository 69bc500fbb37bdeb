/** Why a signature does not count. */
export type SignatureRefusal =
  | 'unreadable'
  | 'not_this_form'
  | 'weak'
  | 'wrong_signature'
  | 'not_trusted'
  | 'certificate_time'
  | 'certificate_use'
  | 'certificate_names'

/** Certificates as DER: the signer's, and those that came with it. */
export interface SignedBy {
  readonly certificate: Buffer
  readonly others: readonly Buffer[]
}

export type Verified<T> = ({ readonly ok: true } & T) | { readonly ok: false; readonly refusal: SignatureRefusal }
