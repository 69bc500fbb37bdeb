/**
 * A registered client (relying service): what it told us about itself, and the rules we hold it to. This folder owns
 * registration and storage; the protocol's own schema is handed in, and sign-in is left to others.
 */
import type { EpochSeconds } from '../system/clock.ts'

/** OpenID Connect client metadata as on the wire (Dynamic Client Registration §2), without id and secret. */
export type ClientMetadata = Readonly<Record<string, unknown>>

/** What the service may not lower: the client's own part of each requirement. */
export interface ClientRules {
  /** At least this level, whatever the request says. */
  readonly min_acr: string | null
  /** Seconds: an older proof does not count for this client. */
  readonly max_age: number | null
  /** Seconds: a session that was not used for longer does not sign anybody in to this client. */
  readonly max_idle: number | null
  /** False: people prove themselves to this client each time. */
  readonly single_sign_on: boolean
  /** A page names the account before going on. */
  readonly always_show_account: boolean
  readonly refused_factors: readonly string[]
  readonly phishing_resistant: boolean
  /** PKCE is demanded. False only for a registered legacy client. */
  readonly pkce: boolean
}

export interface Client {
  readonly clientId: string
  readonly metadata: ClientMetadata
  /** Null for clients that have none: public ones, and those that sign (`private_key_jwt`). */
  readonly secretSealed: string | null
  readonly names: { readonly hu: string; readonly en: string }
  /** A public body informs, a private service asks for consent. */
  readonly publicBody: boolean
  readonly optionalClaims: readonly string[]
  /** Within one sector a person has one `sub` (OIDC Core §8.1). */
  readonly sector: string
  readonly rules: ClientRules
  /** Counts changes: an update names the one it started from. */
  readonly version: number
  readonly createdAt: EpochSeconds
  readonly updatedAt: EpochSeconds
}

/** What sign-in must know of a client: no secret, no dates. */
export type ClientProfile = Omit<Client, 'secretSealed' | 'version' | 'createdAt' | 'updatedAt'>

/** Our own part of the metadata, under one name that the provider passes through (`extraClientMetadata`). */
export interface OwnMetadata {
  readonly names: Client['names']
  readonly public_body: boolean
  readonly optional_claims: readonly string[]
  readonly sector: string
  readonly rules: ClientRules
  /** Where a person starts again at the service. */
  readonly start_uri: string | null
}

/** The name under which {@link toProviderMetadata} puts {@link OwnMetadata}. */
export const OWN_METADATA = 'kapu'

/** The context of a client's secret: it opens in its own row alone. */
export function secretContext(clientId: string): string {
  return `client-secret:${clientId}`
}

/** Whether a client authenticates by a secret that we share with it. */
export function needsSecret(metadata: ClientMetadata): boolean {
  return ['client_secret_basic', 'client_secret_post'].includes(String(metadata['token_endpoint_auth_method']))
}

/** What oidc-provider's adapter returns for the model Client. `secret` is the opened one, null where there is none. */
export function toProviderMetadata(client: ClientProfile, secret: string | null): Record<string, unknown> {
  const { initiate_login_uri: login, ...metadata } = client.metadata
  return {
    ...metadata,
    // The provider's schema wants https here, also on a developer's machine; `start_uri` is what the pages use.
    ...(typeof login === 'string' && login.startsWith('https:') && { initiate_login_uri: login }),
    // Whatever the client asked for: without a sid, a logout token would end the person's sessions in other browsers
    ...('backchannel_logout_uri' in metadata && { backchannel_logout_session_required: true }),
    client_id: client.clientId,
    subject_type: 'pairwise',
    ...(secret !== null && { client_secret: secret }),
    [OWN_METADATA]: ownMetadata(client),
  }
}

/** Our own part of a client, as it travels with the provider's. */
export function ownMetadata(
  client: Pick<ClientProfile, 'names' | 'publicBody' | 'optionalClaims' | 'sector' | 'rules' | 'metadata'>,
): OwnMetadata {
  const { names, publicBody, optionalClaims, sector, rules, metadata } = client
  return {
    names,
    public_body: publicBody,
    optional_claims: optionalClaims,
    sector,
    rules,
    start_uri: firstText(metadata['initiate_login_uri'], metadata['client_uri']),
  }
}

function firstText(...values: unknown[]): string | null {
  return values.find((value) => typeof value === 'string') ?? null
}
