/**
 * Logout tokens: the identity provider tells a service, server to server, that a session has ended. What a service must
 * check before it believes one (OpenID Connect Back-Channel Logout 1.0 §2.6).
 */
import { errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose'

const EVENT = 'http://schemas.openid.net/event/backchannel-logout'
/** Seconds. The provider signs afresh at every try, so an old token is a copied one. */
const MOST_AGE = 5 * 60
/** Seconds that two clocks may differ. */
const TOLERANCE = 10

/** Whose sessions have ended: one session, or without `sid` all sessions of the person. */
export interface Ended {
  readonly sid: string | null
  readonly sub: string | null
}

/** The token must not be believed; the message says why, and holds nothing of the token. */
export class LogoutTokenError extends Error {}

export interface LogoutTokenReader {
  /** @throws {LogoutTokenError} or what `keys` throws where the provider's keys cannot be fetched */
  read(token: string): Promise<Ended>
}

export interface LogoutTokenOptions {
  readonly issuer: string
  readonly clientId: string
  /** The provider's keys: its `jwks_uri`. */
  readonly keys: JWTVerifyGetKey
  /** Milliseconds. */
  readonly now?: () => number
}

/** Remembers each token that it has believed for as long as it could be believed again: each counts once. */
export function createLogoutTokenReader({
  issuer,
  clientId,
  keys,
  now = Date.now,
}: LogoutTokenOptions): LogoutTokenReader {
  const seen = new Map<string, number>()

  async function verified(token: string): Promise<JWTPayload> {
    const { payload } = await jwtVerify(token, keys, {
      issuer,
      audience: clientId,
      // What this client registered for its ID tokens; never `none`, never a symmetric one.
      algorithms: ['ES256'],
      // Nothing else that the provider signs for this client passes for a logout token (RFC 8725 §3.11).
      typ: 'logout+jwt',
      requiredClaims: ['iat', 'exp', 'jti', 'events'],
      maxTokenAge: MOST_AGE,
      clockTolerance: TOLERANCE,
      currentDate: new Date(now()),
    }).catch((error: unknown) => {
      throw error instanceof errors.JOSEError ? new LogoutTokenError(error.message, { cause: error }) : error
    })
    return payload
  }

  /** No waiting between looking and remembering: of two copies that arrive together, one is second. */
  function spend(jti: string): void {
    const at = now()
    for (const [old, until] of seen) if (until < at) seen.delete(old)
    if (seen.has(jti)) throw new LogoutTokenError('this token was used before')
    seen.set(jti, at + (MOST_AGE + 2 * TOLERANCE) * 1000)
  }

  return {
    async read(token) {
      const { jti, sub, sid, nonce, events } = await verified(token)
      if (!isObject(events) || !isObject(events[EVENT])) throw new LogoutTokenError('"events" names no sign-out')
      // An ID token has one; a logout token never.
      if (nonce !== undefined) throw new LogoutTokenError('a logout token has no "nonce"')
      const ended = { sid: textOrNull(sid), sub: textOrNull(sub) }
      if (ended.sid === null && ended.sub === null) throw new LogoutTokenError('neither "sid" nor "sub"')
      if (typeof jti !== 'string' || jti === '') throw new LogoutTokenError('"jti" is no text')
      spend(jti)
      return ended
    },
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}
