import { constantTimeEqual, type KeyedHash, sha256 } from '../system/hashing.ts'
import { randomId } from '../system/random.ts'
import type { EpochSeconds } from '../system/clock.ts'

/** Seconds in which somebody may come back: as long as a sign-in is open, and some more. */
export const ROUND_LIVES = 60 * 60

/** One authorization round: what goes with the request, and what must come back. */
export interface Round {
  readonly state: string
  readonly nonce: string
  /** The PKCE verifier; only its hash leaves with the request (RFC 7636 §4.2). */
  readonly verifier: string
}

/** Makes and knows again the rounds of one own client. */
export interface Rounds {
  /** `browser` is the secret of a browser's cookie, `path` the own page to come back to. */
  begin(browser: string, path: string, now: EpochSeconds): Round
  /** The round that this state began in this browser, and its page; null for any other, and for one that is too old. */
  resume(browser: string, state: string, now: EpochSeconds): (Round & { readonly path: string }) | null
}

/**
 * Nothing is stored: the state carries its end and the page to come back to under a code that only we and only for
 * this browser can make, and nonce and verifier are computed from it. So tabs do not disturb each other, and neither a
 * state that began in another browser (login CSRF) nor an address from outside gets through.
 */
export function createRounds(clientId: string, keyed: Pick<KeyedHash, 'bucket'>): Rounds {
  const derive = (what: 'state' | 'nonce' | 'verifier', browser: string, payload: string): string =>
    keyed.bucket(`own-${what}`, `${clientId}\0${browser}\0${payload}`).toString('base64url')
  const roundOf = (browser: string, payload: string): Round => ({
    state: `${payload}.${derive('state', browser, payload)}`,
    nonce: derive('nonce', browser, payload),
    verifier: derive('verifier', browser, payload),
  })
  return {
    begin(browser, path, now) {
      const payload = Buffer.from(`${now + ROUND_LIVES} ${randomId()} ${path}`).toString('base64url')
      return roundOf(browser, payload)
    },
    resume(browser, state, now) {
      const payload = state.slice(0, Math.max(0, state.lastIndexOf('.')))
      const round = roundOf(browser, payload)
      if (!constantTimeEqual(round.state, state)) return null
      const [until, , path] = Buffer.from(payload, 'base64url').toString().split(' ')
      return path === undefined || Number(until) < now ? null : { ...round, path }
    },
  }
}

/** RFC 7636 §4.2, S256. */
export function challengeOf(verifier: string): string {
  return sha256(verifier).toString('base64url')
}
