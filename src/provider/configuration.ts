import type { JWK } from 'jose'
import type { AdapterFactory, ClientMetadata, Configuration, KoaContextWithOIDC } from 'oidc-provider'
import type { CookieNames } from '../http/cookies.ts'
import { OWN_METADATA } from '../clients/client.ts'
import { SCOPE_CLAIMS } from './claims.ts'
import { clientOf } from './registered-client.ts'
import { ENROL_PARAMETER } from './requirement.ts'

/** Seconds each artefact lives (`config/default.yaml`, lifetimes). */
export interface Lifetimes {
  readonly interaction: number
  readonly interactionAbsolute: number
  readonly code: number
  readonly pushedRequest: number
  readonly idToken: number
  readonly accessToken: number
  readonly refreshToken: number
  readonly sessionAbsolute: number
  readonly clockTolerance: number
}

/** What the configuration is made of; the functions are the provider folder's other files. */
export interface ConfigurationParts {
  readonly adapter: AdapterFactory
  readonly jwks: readonly JWK[]
  readonly cookieKeys: readonly string[]
  readonly cookieNames: CookieNames
  readonly secureCookies: boolean
  readonly lifetimes: Lifetimes
  readonly acrValues: readonly string[]
  readonly policy: NonNullable<Configuration['interactions']>['policy']
  readonly findAccount: NonNullable<Configuration['findAccount']>
  readonly loadExistingGrant: NonNullable<Configuration['loadExistingGrant']>
  readonly renderError: NonNullable<Configuration['renderError']>
  readonly logoutSource: (ctx: KoaContextWithOIDC, form: string) => Promise<void>
  readonly postLogoutSuccessSource: (ctx: KoaContextWithOIDC) => Promise<void>
  /** Development and tests: registered addresses may be on this machine. */
  readonly outboundAllowLoopback: boolean
  sessionLifetime(ctx: KoaContextWithOIDC): number
  subjectOf(accountId: string, sector: string): Promise<string>
}

/** Bytes of a client's `jwks_uri`: a service cannot make us read more (T24). */
const MAX_FETCHED_BYTES = 64 * 1024

/** What a client gets unless its registration says otherwise: the strict choice, each a setting of the client. */
const CLIENT_DEFAULTS = {
  grant_types: ['authorization_code'],
  response_types: ['code'],
  id_token_signed_response_alg: 'ES256',
  token_endpoint_auth_method: 'client_secret_basic',
  subject_type: 'pairwise',
} as const satisfies Partial<ClientMetadata>

/** Algorithms services may sign with and be signed to; no HS*, no none (RFC 8725 §3.1). */
const ALGORITHMS = ['ES256', 'RS256'] as const

/** Features and rules that do not depend on where the provider runs; a client's schema is judged by the same. */
export function protocolConfiguration(acrValues: readonly string[]): Configuration {
  return {
    acrValues: [...acrValues],
    scopes: ['openid', 'offline_access', ...Object.keys(SCOPE_CLAIMS).filter((scope) => scope !== 'openid')],
    claims: Object.fromEntries(Object.entries(SCOPE_CLAIMS).map(([scope, claims]) => [scope, [...claims]])),
    responseTypes: ['code'],
    subjectTypes: ['pairwise'],
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'],
    clientDefaults: {
      ...CLIENT_DEFAULTS,
      grant_types: [...CLIENT_DEFAULTS.grant_types],
      response_types: [...CLIENT_DEFAULTS.response_types],
    },
    extraClientMetadata: { properties: [OWN_METADATA] },
    enabledJWA: {
      idTokenSigningAlgValues: [...ALGORITHMS, 'PS256'],
      clientAuthSigningAlgValues: [...ALGORITHMS, 'PS256'],
      requestObjectSigningAlgValues: [...ALGORITHMS, 'PS256'],
    },
    extraParams: [ENROL_PARAMETER],
    allowOmittingSingleRegisteredRedirectUri: false,
    // The sector is our own client field, judged at registration: nothing is fetched while somebody signs in
    sectorIdentifierUriValidate: () => false,
    pkce: { required: (_ctx, client) => clientOf(client).rules.pkce },
    features: {
      devInteractions: { enabled: false },
      claimsParameter: { enabled: true },
      introspection: { enabled: true, allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId },
      revocation: { enabled: true },
      pushedAuthorizationRequests: { enabled: true },
      rpInitiatedLogout: { enabled: true },
      backchannelLogout: { enabled: true },
    },
  }
}

/** Without the library's dispatcher, which refuses addresses that are not public (T24). */
const fetchUnprotected: typeof fetch = (input, init) => {
  const { dispatcher: _protected, ...options }: RequestInit & { dispatcher?: unknown } = init ?? {}
  return fetch(input, options)
}

/** How the library's cookies are set, and ours that replace them. */
export function cookieOptions(secure: boolean) {
  return { httpOnly: true, sameSite: 'lax', signed: true, secure, overwrite: true } as const
}

/** oidc-provider's configuration. */
export function providerConfiguration(parts: ConfigurationParts): Configuration {
  const { lifetimes, cookieNames } = parts
  const cookie = cookieOptions(parts.secureCookies)
  const protocol = protocolConfiguration(parts.acrValues)
  return {
    ...protocol,
    adapter: parts.adapter,
    jwks: { keys: parts.jwks.map((key) => ({ ...key })) },
    cookies: {
      keys: [...parts.cookieKeys],
      names: { session: cookieNames.session, interaction: cookieNames.interaction, resume: cookieNames.resume },
      long: { ...cookie, path: '/' },
      // The library scopes these to the interaction's path: that is what lets tabs live side by side
      short: cookie,
    },
    clockTolerance: lifetimes.clockTolerance,
    ttl: {
      AccessToken: lifetimes.accessToken,
      AuthorizationCode: lifetimes.code,
      Grant: lifetimes.sessionAbsolute,
      IdToken: lifetimes.idToken,
      Interaction: lifetimes.interaction,
      PushedAuthorizationRequest: lifetimes.pushedRequest,
      RefreshToken: lifetimes.refreshToken,
      Session: (ctx) => parts.sessionLifetime(ctx),
    },
    interactions: { policy: parts.policy, url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    findAccount: parts.findAccount,
    loadExistingGrant: parts.loadExistingGrant,
    pairwiseIdentifier: (_ctx, accountId, client) => parts.subjectOf(accountId, clientOf(client).sector),
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    rotateRefreshToken: true,
    fetchResponseBodyLimits: { jwks_uri: MAX_FETCHED_BYTES, sector_identifier_uri: MAX_FETCHED_BYTES },
    ...(parts.outboundAllowLoopback && { fetch: fetchUnprotected }),
    renderError: parts.renderError,
    features: {
      ...protocol.features,
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: parts.logoutSource,
        postLogoutSuccessSource: parts.postLogoutSuccessSource,
      },
    },
  }
}
