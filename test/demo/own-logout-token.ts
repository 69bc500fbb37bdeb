/** Logout tokens of the tests' own making, right unless a test says what is wrong with them. */
import { randomUUID } from 'node:crypto'
import { type CryptoKey, SignJWT } from 'jose'
import type { StockProvider } from './stock-provider.ts'

const EVENTS = { 'http://schemas.openid.net/event/backchannel-logout': {} }

export interface OwnLogoutToken {
  readonly audience: string
  /** Over the right ones; `undefined` takes a claim away. */
  readonly claims: Readonly<Record<string, unknown>>
  readonly header?: { readonly typ?: string; readonly kid?: string }
  readonly key?: CryptoKey
}

/** A token as `provider` would send it (OpenID Connect Back-Channel Logout 1.0 §2.4), but for what is given. */
export function ownLogoutToken(provider: StockProvider, { audience, claims, header, key }: OwnLogoutToken) {
  const now = Math.floor(Date.now() / 1000)
  const right = { iss: provider.issuer, aud: audience, iat: now, exp: now + 120, jti: randomUUID(), events: EVENTS }
  return new SignJWT({ ...right, ...claims })
    .setProtectedHeader({ alg: 'ES256', kid: 'stock', typ: 'logout+jwt', ...header })
    .sign(key ?? provider.key)
}

/** Posts it as a form, as a provider does. */
export function postLogoutToken(service: string, token: string): Promise<Response> {
  return fetch(`${service}/backchannel-logout`, {
    method: 'POST',
    body: new URLSearchParams({ logout_token: token }),
  })
}
