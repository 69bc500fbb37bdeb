/** What may be registered: the shape, our own rules, then (handed in) the protocol's schema. */
import * as z from 'zod'
import { type Client, type ClientMetadata, toProviderMetadata } from './client.ts'
import { isLoopback, redirectUriFault, webUriFault } from './uri.ts'

/** One thing wrong with a registration. */
export interface ClientFault {
  /** The field, as written: `redirect_uris.0`. */
  readonly path: string
  readonly message: string
}

/** The protocol's own schema, as the provider's configuration makes it; handed in, because only `provider` knows it. */
export type ValidateClient = (metadata: Record<string, unknown>) => Promise<readonly ClientFault[]>

export interface RegistrationContext {
  readonly development: boolean
  /** Levels, factors and claims that exist: rules that name others would never hold. */
  readonly acrs: readonly string[]
  readonly factors: readonly string[]
  readonly claims: readonly string[]
  readonly validateClient: ValidateClient
}

/** A client that may be stored. */
export type Registration = Pick<
  Client,
  'clientId' | 'metadata' | 'names' | 'publicBody' | 'optionalClaims' | 'sector' | 'rules'
>

const printable = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .regex(/^[^\p{C}]+$/u, 'has characters that cannot be seen')
const uris = z.array(z.string())

/** The document that registers a client: metadata of the protocol and our own fields side by side. */
const documentSchema = z.strictObject({
  client_id: z.string().regex(/^[a-z0-9][a-z0-9-]{1,62}$/, 'must be 2 to 63 lower-case letters, digits and hyphens'),
  names: z.strictObject({ hu: printable, en: printable }),
  // Unless somebody says so, a service is private and people are asked: the safe side.
  public_body: z.boolean().default(false),
  optional_claims: z.array(z.string()).default([]),
  rules: z
    .strictObject({
      min_acr: z.string().nullable().default(null),
      max_age: z.int().min(0).nullable().default(null),
      max_idle: z.int().min(0).nullable().default(null),
      single_sign_on: z.boolean().default(true),
      always_show_account: z.boolean().default(false),
      refused_factors: z.array(z.string()).default([]),
      phishing_resistant: z.boolean().default(false),
      pkce: z.boolean().default(true),
    })
    .prefault({}),
  application_type: z.enum(['web', 'native']).default('web'),
  redirect_uris: uris.min(1),
  post_logout_redirect_uris: uris.default([]),
  scope: z.string(),
  token_endpoint_auth_method: z
    .enum(['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'])
    .default('client_secret_basic'),
  id_token_signed_response_alg: z.enum(['ES256', 'RS256', 'PS256']).default('ES256'),
  grant_types: z.array(z.enum(['authorization_code', 'refresh_token'])).default(['authorization_code']),
  client_uri: z.string().optional(),
  initiate_login_uri: z.string().optional(),
  logo_uri: z.string().optional(),
  policy_uri: z.string().optional(),
  tos_uri: z.string().optional(),
  jwks_uri: z.string().optional(),
  jwks: z.looseObject({ keys: z.array(z.looseObject({})) }).optional(),
  backchannel_logout_uri: z.string().optional(),
  backchannel_logout_session_required: z.boolean().optional(),
  require_pushed_authorization_requests: z.boolean().optional(),
  require_auth_time: z.boolean().optional(),
  default_max_age: z.int().min(0).optional(),
  default_acr_values: z.array(z.string()).optional(),
  contacts: z.array(z.string()).optional(),
  sector_identifier_uri: z.string().optional(),
})

type Document = z.output<typeof documentSchema>

/** The document of a registration, as an administrator writes it. */
export type ClientDocument = z.input<typeof documentSchema>

const webUris = [
  ...(['client_uri', 'initiate_login_uri', 'logo_uri', 'policy_uri', 'tos_uri', 'jwks_uri'] as const),
  ...(['backchannel_logout_uri', 'sector_identifier_uri'] as const),
] as const

/** The registration that a document describes, or everything that is wrong with it. */
export async function validateRegistration(
  document: unknown,
  context: RegistrationContext,
): Promise<{ registration: Registration } | { faults: readonly ClientFault[] }> {
  const parsed = documentSchema.safeParse(document)
  if (!parsed.success) return { faults: parsed.error.issues.flatMap(faultsOfIssue) }
  const faults = [...uriFaults(parsed.data, context), ...sectorFaults(parsed.data), ...ruleFaults(parsed.data, context)]
  if (faults.length > 0) return { faults }
  const registration = toRegistration(parsed.data)
  // Last: the provider's schema takes for granted that addresses can be parsed. A secret of the right form stands in.
  const remaining = await context.validateClient(toProviderMetadata(registration, 'x'.repeat(43)))
  return remaining.length > 0 ? { faults: remaining } : { registration }
}

/** The document that would register the client as it is: what `client update` starts from. */
export function toDocument(client: Client): Record<string, unknown> {
  return {
    client_id: client.clientId,
    names: client.names,
    public_body: client.publicBody,
    optional_claims: client.optionalClaims,
    rules: client.rules,
    ...omit(client.metadata, ['client_name', 'response_types']),
  }
}

function faultsOfIssue(issue: z.core.$ZodIssue): ClientFault[] {
  const path = issue.path.map(String).join('.')
  if (issue.code !== 'unrecognized_keys') return [{ path, message: issue.message }]
  return issue.keys.map((key) => ({ path: path === '' ? key : `${path}.${key}`, message: 'unknown field' }))
}

function uriFaults(document: Document, { development }: RegistrationContext): ClientFault[] {
  const native = document.application_type === 'native'
  const redirects = (['redirect_uris', 'post_logout_redirect_uris'] as const).flatMap((field) =>
    document[field].map((uri, at) => ({
      path: `${field}.${at}`,
      message: redirectUriFault(uri, { native, development }),
    })),
  )
  const others = webUris.flatMap((field) => {
    const uri = document[field]
    return uri === undefined ? [] : [{ path: field, message: webUriFault(uri, { development }) }]
  })
  return [...redirects, ...others].flatMap(({ path, message }) => (message === null ? [] : [{ path, message }]))
}

/** The sector decides who can compare subjects, so it is never guessed from several hosts (OIDC Core §8.1). */
function sectorFaults(document: Document): ClientFault[] {
  if (document.sector_identifier_uri !== undefined) return []
  const hosts = new Set(document.redirect_uris.filter((uri) => URL.canParse(uri)).map((uri) => new URL(uri).host))
  return hosts.size > 1
    ? [{ path: 'sector_identifier_uri', message: 'is needed: the redirect URIs have several hosts' }]
    : []
}

function ruleFaults(
  { rules, optional_claims: claims, default_acr_values: acrs = [] }: Document,
  known: RegistrationContext,
): ClientFault[] {
  const unknown = (path: string, names: readonly string[], all: readonly string[]): ClientFault[] =>
    names
      .filter((name) => !all.includes(name))
      .map((name) => ({ path, message: `\`${name}\` is not known; known are ${all.join(', ')}` }))
  return [
    ...unknown('rules.min_acr', rules.min_acr === null ? [] : [rules.min_acr], known.acrs),
    ...unknown('default_acr_values', acrs, known.acrs),
    ...unknown('rules.refused_factors', rules.refused_factors, known.factors),
    ...unknown('optional_claims', claims, known.claims),
  ]
}

function toRegistration(document: Document): Registration {
  const {
    client_id: clientId,
    names,
    public_body: publicBody,
    optional_claims: optionalClaims,
    rules,
    ...rest
  } = document
  const metadata: ClientMetadata = { ...rest, client_name: names.en, response_types: ['code'] }
  return { clientId, metadata, names, publicBody, optionalClaims, rules, sector: sectorOf(document) }
}

/**
 * The host; for apps, which have none of their own (a scheme, or this machine), the client's id: else all would share
 * one sector and could compare subjects.
 */
function sectorOf(document: Document): string {
  const { host, hostname } = new URL(document.sector_identifier_uri ?? document.redirect_uris[0] ?? '')
  const isApp = host === '' || (document.application_type === 'native' && isLoopback(hostname))
  return isApp ? document.client_id : host
}

function omit(metadata: ClientMetadata, names: readonly string[]): ClientMetadata {
  return Object.fromEntries(Object.entries(metadata).filter(([name]) => !names.includes(name)))
}
