import type { PresentationFault } from '../../system/presentations/fault.ts'

/**
 * Why a wallet's request is refused, or why an answer does not count: stable, each with its own code. The wallet gets
 * the code as `error`, the audit as its reason, the person a text that says what to do.
 */
export type WalletFault =
  | PresentationFault
  | 'unknown_request'
  | 'request_expired'
  | 'request_already_scanned'
  | 'request_not_scanned'
  | 'not_answered'
  | 'already_answered'
  | 'already_used'
  | 'answer_too_large'
  | 'answer_unreadable'
  | 'wrong_state'
  | 'access_denied'
  | 'claims_missing'
  | 'identity_differs'
  | 'device_not_bound'
  | 'device_already_bound'
  | 'too_many_devices'
  | 'account_closed'
  | 'wrong_response_code'

/** What the wallet's HTTP request is answered with. */
const STATUS: Readonly<Record<WalletFault, number>> = {
  unknown_request: 404,
  request_expired: 410,
  request_already_scanned: 409,
  request_not_scanned: 409,
  not_answered: 409,
  already_answered: 409,
  already_used: 409,
  answer_too_large: 413,
  answer_unreadable: 400,
  wrong_state: 400,
  access_denied: 403,
  presentation_missing: 400,
  wrong_credential_type: 400,
  issuer_not_trusted: 400,
  issuer_signature_wrong: 400,
  credential_not_yet_valid: 400,
  credential_expired: 400,
  disclosure_wrong: 400,
  key_binding_missing: 400,
  key_binding_wrong: 400,
  key_binding_stale: 400,
  wrong_nonce: 400,
  wrong_audience: 400,
  wrong_sd_hash: 400,
  wrong_transaction_data: 400,
  wrong_match_number: 403,
  claims_missing: 400,
  identity_differs: 403,
  device_not_bound: 403,
  device_already_bound: 403,
  too_many_devices: 403,
  account_closed: 403,
  wrong_response_code: 403,
}

export function statusOf(fault: WalletFault): number {
  return STATUS[fault]
}

/** Whether this is one of the codes: what is read back from the database is text. */
export function isFault(text: string): text is WalletFault {
  return Object.hasOwn(STATUS, text)
}

/** A value that is good, or the reason why there is none. */
export type Outcome<T> = ({ readonly ok: true } & T) | { readonly ok: false; readonly fault: WalletFault }

export function refused(fault: WalletFault): { readonly ok: false; readonly fault: WalletFault } {
  return { ok: false, fault }
}
