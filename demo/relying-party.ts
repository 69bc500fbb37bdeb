/**
 * A service's side of OpenID Connect: the code flow with PKCE, state and nonce, by openid-client. It keeps nothing:
 * what must be remembered between asking and receiving is handed out and in again.
 */
import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose'
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  AuthorizationResponseError,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  calculatePKCECodeChallenge,
  ClientSecretBasic,
  ClientSecretPost,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  type Configuration,
} from 'openid-client'

export interface RelyingPartyOptions {
  /** The identity provider, such as `http://localhost:3000`. */
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** How the secret is sent: as registered for this client. */
  readonly secretBy: 'client_secret_basic' | 'client_secret_post'
  /** What is asked for where a wish does not name more. */
  readonly scope: string
  readonly redirectUri: string
}

/** What a service may ask for beyond the ordinary. */
export interface Wish {
  /** More data than signing in needs: asked for when they are used, not before. */
  readonly scope?: string | undefined
  readonly acr?: string | undefined
  readonly prompt?: string | undefined
  readonly maxAge?: number | undefined
  readonly uiLocales?: string | undefined
  readonly loginHint?: string | undefined
}

/** One authorization request under way: secrets of this request alone, to be kept on the server. */
export interface AuthorizationRequest {
  readonly state: string
  readonly nonce: string
  readonly codeVerifier: string
  readonly wish: Wish
}

/** Who came back, and how they proved it. */
export interface Arrival {
  /** The person's identifier at this service alone; the only thing to compare or to store. */
  readonly sub: string
  /** The session at the identity provider, by the name that this service has for it. */
  readonly sid: string | null
  readonly claims: Readonly<Record<string, unknown>>
  readonly acr: string | null
  readonly amr: readonly string[]
  /** Epoch seconds. */
  readonly authTime: number | null
  readonly idToken: string
  readonly wish: Wish
}

/** The identity provider said no; `error` is the protocol's word for it (OpenID Connect Core §3.1.2.6). */
export class RefusedError extends Error {
  readonly error: string

  constructor(error: string, cause: unknown) {
    super(`the identity provider answered ${error}`, { cause })
    this.error = error
  }
}

/** The identity provider cannot be reached, or is not ready yet. */
export class UnreachableError extends Error {}

export interface RelyingParty {
  ask(wish: Wish): Promise<{ address: URL; request: AuthorizationRequest }>
  /** @throws {RefusedError} or what openid-client throws for an answer that must not be believed */
  receive(callback: URL, request: AuthorizationRequest): Promise<Arrival>
  /** Where to send the browser so that the person is signed out at the identity provider too. */
  signOutAddress(idToken: string, backTo: string, uiLocales: string): Promise<URL>
  /** The provider's public keys, for what it sends without being asked. @throws {UnreachableError} */
  readonly keys: JWTVerifyGetKey
}

export function createRelyingParty(options: RelyingPartyOptions): RelyingParty {
  let discovered: Promise<Configuration> | null = null

  /** Discovery runs at the first need and is tried again at the next, so a service may start before its provider. */
  function configuration(): Promise<Configuration> {
    discovered ??= discover(options).catch((cause: unknown) => {
      discovered = null
      throw new UnreachableError(`no discovery document at ${options.issuer}`, { cause })
    })
    return discovered
  }

  let remoteKeys: JWTVerifyGetKey | null = null

  return {
    async ask(wish) {
      const config = await configuration()
      const request = { state: randomState(), nonce: randomNonce(), codeVerifier: randomPKCECodeVerifier(), wish }
      const address = buildAuthorizationUrl(config, {
        redirect_uri: options.redirectUri,
        scope: wish.scope ?? options.scope,
        state: request.state,
        nonce: request.nonce,
        code_challenge: await calculatePKCECodeChallenge(request.codeVerifier),
        code_challenge_method: 'S256',
        ...wishParameters(wish),
      })
      return { address, request }
    },

    async receive(callback, request) {
      const config = await configuration()
      const tokens = await authorizationCodeGrant(config, callback, {
        expectedState: request.state,
        expectedNonce: request.nonce,
        pkceCodeVerifier: request.codeVerifier,
        idTokenExpected: true,
        ...(request.wish.maxAge === undefined ? {} : { maxAge: request.wish.maxAge }),
      }).catch((error: unknown) => {
        throw error instanceof AuthorizationResponseError ? new RefusedError(error.error, error) : error
      })
      const idToken = tokens.claims()
      if (idToken === undefined || tokens.id_token === undefined) throw new Error('the answer had no ID token')
      const { sub, ...claims } = await fetchUserInfo(config, tokens.access_token, idToken.sub)
      const amr = idToken['amr']
      return {
        sub,
        sid: typeof idToken['sid'] === 'string' ? idToken['sid'] : null,
        claims,
        acr: typeof idToken['acr'] === 'string' ? idToken['acr'] : null,
        amr: Array.isArray(amr) ? amr.map(String) : [],
        authTime: idToken.auth_time ?? null,
        idToken: tokens.id_token,
        wish: request.wish,
      }
    },

    async signOutAddress(idToken, backTo, uiLocales) {
      return buildEndSessionUrl(await configuration(), {
        id_token_hint: idToken,
        post_logout_redirect_uri: backTo,
        ui_locales: uiLocales,
        state: 'signed-out',
      })
    },

    async keys(header, token) {
      remoteKeys ??= createRemoteJWKSet(jwksUriOf(await configuration()))
      try {
        return await remoteKeys(header, token)
      } catch (cause) {
        throw cause instanceof errors.JWKSNoMatchingKey ? cause : new UnreachableError('no keys', { cause })
      }
    },
  }
}

async function discover(options: RelyingPartyOptions): Promise<Configuration> {
  const authenticate = options.secretBy === 'client_secret_basic' ? ClientSecretBasic : ClientSecretPost
  const config = await discovery(
    new URL(options.issuer),
    options.clientId,
    { id_token_signed_response_alg: 'ES256' },
    authenticate(options.clientSecret),
    { execute: isLoopback(options.issuer) ? [allowInsecureRequests] : [], timeout: 5 },
  )
  // Without this the ID token is believed because TLS brought it; over loopback nothing did.
  enableNonRepudiationChecks(config)
  return config
}

function jwksUriOf(config: Configuration): URL {
  const { jwks_uri: uri } = config.serverMetadata()
  if (uri === undefined) throw new UnreachableError('the discovery document names no keys')
  return new URL(uri)
}

function isLoopback(issuer: string): boolean {
  const { protocol, hostname } = new URL(issuer)
  return protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}

function wishParameters(wish: Wish): Record<string, string> {
  return Object.fromEntries(
    Object.entries({
      acr_values: wish.acr,
      prompt: wish.prompt,
      max_age: wish.maxAge?.toString(),
      ui_locales: wish.uiLocales,
      login_hint: wish.loginHint,
    }).filter((parameter): parameter is [string, string] => parameter[1] !== undefined),
  )
}
