/** The ends of services at which logout tokens arrive (OIDC Back-Channel Logout 1.0), each with its own moods. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { createRemoteJWKSet, type JWTPayload, jwtVerify } from 'jose'
import type { Kapu } from './kapu.ts'

/** How a service answers a logout token: by a status, or never. */
export type Mood = number | 'silent'

export interface ReceivedToken {
  readonly clientId: string
  readonly token: string
  /** Milliseconds, of the monotonic clock. */
  readonly at: number
}

export interface LogoutReceiver {
  readonly port: number
  /** Every token that was offered, also those that were not confirmed. */
  readonly tokens: readonly ReceivedToken[]
  of(clientId: string): readonly ReceivedToken[]
  uriOf(clientId: string): string
  /** From now on; 200 where nothing was said. */
  behave(clientId: string, mood: Mood): void
  close(): Promise<void>
}

/** Receives for any number of services, by the last part of the path. */
export async function startLogoutReceiver(port = 0): Promise<LogoutReceiver> {
  const tokens: ReceivedToken[] = []
  const moods = new Map<string, Mood>()
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const clientId = (request.url ?? '').slice('/backchannel/'.length)
      const token = new URLSearchParams(body).get('logout_token') ?? ''
      tokens.push({ clientId, token, at: performance.now() })
      const mood = moods.get(clientId) ?? 200
      if (mood !== 'silent') response.writeHead(mood).end('the words of a service')
    })
  })
  server.listen(port, 'localhost')
  await once(server, 'listening')
  const address = server.address() as AddressInfo
  return {
    port: address.port,
    tokens,
    of: (clientId) => tokens.filter((received) => received.clientId === clientId),
    uriOf: (clientId) => `http://localhost:${address.port}/backchannel/${clientId}`,
    behave: (clientId, mood) => void moods.set(clientId, mood),
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** A port at which nobody listens now. */
export async function freePort(): Promise<number> {
  const { port, close } = await startLogoutReceiver()
  await close()
  return port
}

/** What a valid logout token says; throws where it is not one (Back-Channel Logout §2.4, §2.6). */
export async function verifyLogoutToken(kapu: Kapu, { clientId, token }: ReceivedToken): Promise<JWTPayload> {
  const keys = createRemoteJWKSet(new URL(`${kapu.issuer}/jwks`))
  const { payload, protectedHeader } = await jwtVerify(token, keys, {
    issuer: kapu.issuer,
    audience: clientId,
    typ: 'logout+jwt',
    requiredClaims: ['iat', 'exp', 'jti', 'sub', 'sid', 'events'],
  })
  if (protectedHeader.alg === 'none') throw new Error('the token is not signed')
  if ('nonce' in payload) throw new Error('the token has a nonce')
  if ((payload.exp ?? 0) - (payload.iat ?? 0) > 120) throw new Error('the token lives too long')
  const events: unknown = payload['events']
  const name = 'http://schemas.openid.net/event/backchannel-logout'
  if (typeof events !== 'object' || events === null || !(name in events))
    throw new Error('the token is of another kind')
  return payload
}
