import type { FactorId } from './event.ts'

/**
 * Factors whose answer is bound to the place that asked, so that a page in between gains nothing (SP 800-63B-4
 * §3.2.5): a passkey signs the origin, the card's client binds the reader to the connection. Not `dap`: its QR code
 * can be shown by a stranger's page to its victim, and numbers to compare only make that harder.
 */
export const PHISHING_RESISTANT: readonly FactorId[] = ['passkey', 'eid']
