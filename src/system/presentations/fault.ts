/** What can be wrong with a presentation, one code for each step of its judgement, in the order of the steps. */
export type PresentationFault =
  | 'presentation_missing'
  | 'wrong_credential_type'
  | 'issuer_not_trusted'
  | 'issuer_signature_wrong'
  | 'credential_not_yet_valid'
  | 'credential_expired'
  | 'disclosure_wrong'
  | 'key_binding_missing'
  | 'key_binding_wrong'
  | 'key_binding_stale'
  | 'wrong_nonce'
  | 'wrong_audience'
  | 'wrong_sd_hash'
  | 'wrong_transaction_data'
  | 'wrong_match_number'

export type Judged<T> = ({ readonly ok: true } & T) | { readonly ok: false; readonly fault: PresentationFault }

export function faulty(fault: PresentationFault): { readonly ok: false; readonly fault: PresentationFault } {
  return { ok: false, fault }
}
