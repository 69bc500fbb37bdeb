/** The names of our cookies (design §9). */
export interface CookieNames {
  readonly session: string
  /** Path-scoped to one interaction; that is what makes several tabs work, and why it cannot be `__Host-`. */
  readonly interaction: string
  readonly resume: string
  readonly language: string
  /** After signing out everywhere, for a short while and for that page alone: shows which services know. */
  readonly receipt: string
}

const SECURE: CookieNames = {
  session: '__Host-session',
  interaction: '__Secure-ix',
  resume: '__Secure-ixr',
  receipt: '__Secure-receipt',
  language: 'kapu-language',
}

/** Over http the prefixes and `Secure` cannot be set. Ports do not separate cookies, so the names are Kapu's own. */
const PLAIN: CookieNames = {
  session: 'kapu-session',
  interaction: 'kapu-ix',
  resume: 'kapu-ixr',
  receipt: 'kapu-receipt',
  language: 'kapu-language',
}

export function cookieNames(issuer: string): CookieNames {
  return isSecure(issuer) ? SECURE : PLAIN
}

/** Whether cookies of this issuer carry `Secure`. */
export function isSecure(issuer: string): boolean {
  return new URL(issuer).protocol === 'https:'
}
