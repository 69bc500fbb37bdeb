/** The names of our cookies (design §9). */
export interface CookieNames {
  readonly session: string
  /** Path-scoped to one interaction; that is what makes several tabs work, and why it cannot be `__Host-`. */
  readonly interaction: string
  readonly resume: string
  readonly language: string
  /** Tells the browser from one that an account is not known in. */
  readonly device: string
  /** The method used last in this browser, and nothing of anybody: the same for all who used it. */
  readonly method: string
  /** After signing out everywhere, for a short while and for that page alone: shows which services know. */
  readonly receipt: string
  /** Binds the forms of pages that belong to no sign-in to this browser; as long as its window. */
  readonly form: string
  /** After registering, for a short while and for that page alone: what was sent where. */
  readonly registered: string
  /** After asking to have a lost factor removed, for a short while: which code was mailed for it. */
  readonly recovery: string
  /** Who is signed in to My data, and what binds a sign-in that it has under way to this browser. */
  readonly my: string
  readonly myRound: string
  /** The same of the office desk. */
  readonly desk: string
  readonly deskRound: string
}

const SECURE: CookieNames = {
  session: '__Host-session',
  interaction: '__Secure-ix',
  resume: '__Secure-ixr',
  device: '__Host-dev',
  method: '__Host-method',
  receipt: '__Secure-receipt',
  form: '__Host-form',
  registered: '__Secure-registered',
  recovery: '__Secure-recovery',
  my: '__Host-my',
  myRound: '__Host-my-round',
  desk: '__Host-desk',
  deskRound: '__Host-desk-round',
  language: 'kapu-language',
}

/** Over http the prefixes and `Secure` cannot be set. Ports do not separate cookies, so the names are Kapu's own. */
const PLAIN: CookieNames = {
  session: 'kapu-session',
  interaction: 'kapu-ix',
  resume: 'kapu-ixr',
  device: 'kapu-dev',
  method: 'kapu-method',
  receipt: 'kapu-receipt',
  form: 'kapu-form',
  registered: 'kapu-registered',
  recovery: 'kapu-recovery',
  my: 'kapu-my',
  myRound: 'kapu-my-round',
  desk: 'kapu-desk',
  deskRound: 'kapu-desk-round',
  language: 'kapu-language',
}

export function cookieNames(issuer: string): CookieNames {
  return isSecure(issuer) ? SECURE : PLAIN
}

/** Whether cookies of this issuer carry `Secure`. */
export function isSecure(issuer: string): boolean {
  return new URL(issuer).protocol === 'https:'
}
