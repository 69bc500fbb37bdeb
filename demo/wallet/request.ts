/** Reading and believing an authorization request (OpenID4VP 1.0 §5), as the phone does. */
import { compactVerify, decodeProtectedHeader, type JWK } from 'jose'
import { list, number, only, record, text } from './reading.ts'
import { type CertificateFault, trustedLeaf } from './trust.ts'
import { type Certificate, publicKeyOf } from './x509.ts'

/** A text in both of the country's page languages. */
export interface Bilingual {
  readonly hu: string
  readonly en: string
}

/** What a QR code or a link asks the phone to fetch. */
export interface RequestLink {
  readonly clientId: string
  readonly requestUri: string
}

/** Who asks for what: believed, to be shown to the person. */
export interface WalletRequest {
  readonly clientId: string
  /** The verifier: the host that its certificate speaks for. */
  readonly host: string
  readonly responseUri: string
  readonly nonce: string
  readonly state: string
  readonly purpose: 'authenticate' | 'enrol'
  /** Where the person is signing in. */
  readonly service: Bilingual
  /** When the request was made, epoch seconds. */
  readonly at: number
  /** One of these is shown on the other device; null where the request came from this one. */
  readonly matchNumbers: readonly string[] | null
  /** Names of what is asked for beyond the credential and its key. */
  readonly claims: readonly string[]
  /** As they came: what the answer binds itself to. */
  readonly transactionData: readonly string[]
  readonly encryptionKey: JWK
  /** Epoch seconds. */
  readonly expiresAt: number
}

/** Why a request is not believed; each its own, so that a test can tell them apart. */
export type RequestFault =
  | CertificateFault
  | 'not_a_request'
  | 'signature_wrong'
  | 'client_differs'
  | 'name_differs'
  | 'audience_differs'
  | 'host_differs'
  | 'wallet_nonce_differs'
  | 'not_valid_now'
  | 'not_understood'

export interface Judging {
  readonly link: RequestLink
  readonly walletNonce: string
  readonly authorities: readonly Certificate[]
  /** Epoch seconds. */
  readonly now: number
}

const PREFIX = 'x509_san_dns:'
/** Seconds by which two clocks may differ. */
const TOLERANCE = 60

/** Null where the text is no request that a phone can fetch. */
export function parseRequestLink(text: string): RequestLink | null {
  if (!URL.canParse(text.trim())) return null
  const query = new URL(text.trim()).searchParams
  const [clientId, requestUri] = [query.get('client_id'), query.get('request_uri')]
  if (clientId === null || requestUri === null || query.get('request_uri_method') !== 'post') return null
  return URL.canParse(requestUri) ? { clientId, requestUri } : null
}

/** The request, or the first reason not to believe it: who signed it, for whom, whether it is fresh, what it asks. */
export async function judgeRequest(jwt: string, judging: Judging): Promise<WalletRequest | RequestFault> {
  const { link, walletNonce, now } = judging
  const header = headerOf(jwt)
  if (header?.typ !== 'oauth-authz-req+jwt' || header.alg !== 'ES256' || !Array.isArray(header.x5c))
    return 'not_a_request'
  const leaf = await trustedLeaf(header.x5c, judging)
  if (typeof leaf === 'string') return leaf
  const claims = await signedClaims(jwt, leaf)
  if (claims === null) return 'signature_wrong'
  if (claims['client_id'] !== link.clientId) return 'client_differs'
  const host = link.clientId.startsWith(PREFIX) ? link.clientId.slice(PREFIX.length).toLowerCase() : ''
  if (!leaf.dnsNames.includes(host)) return 'name_differs'
  if (claims['aud'] !== 'https://self-issued.me/v2') return 'audience_differs'
  const request = understood(claims, host)
  if (request === null) return 'not_understood'
  if (![link.requestUri, request.responseUri].every((address) => new URL(address).hostname === host))
    return 'host_differs'
  if (claims['wallet_nonce'] !== walletNonce) return 'wallet_nonce_differs'
  const issuedAt = claims['iat']
  if (typeof issuedAt !== 'number' || issuedAt > now + TOLERANCE || now > request.expiresAt) return 'not_valid_now'
  return request
}

function headerOf(jwt: string): ReturnType<typeof decodeProtectedHeader> | null {
  try {
    return decodeProtectedHeader(jwt)
  } catch {
    return null
  }
}

async function signedClaims(jwt: string, leaf: Certificate): Promise<Record<string, unknown> | null> {
  try {
    const { payload } = await compactVerify(jwt, await publicKeyOf(leaf), { algorithms: ['ES256'] })
    return record(JSON.parse(new TextDecoder().decode(payload)))
  } catch {
    return null
  }
}

/** Null where anything is not as the profile has it: a phone that guesses shows people something else than they approve. */
function understood(claims: Record<string, unknown>, host: string): WalletRequest | null {
  try {
    const transactionData = list(claims['transaction_data']).map(text)
    const transaction = record(JSON.parse(decoded(only(transactionData))))
    const metadata = record(claims['client_metadata'])
    const asksForAnswer = claims['response_type'] === 'vp_token' && claims['response_mode'] === 'direct_post.jwt'
    if (!asksForAnswer || transaction['type'] !== 'hu.kapu.sign-in.v1') return null
    return {
      clientId: text(claims['client_id']),
      host,
      responseUri: new URL(text(claims['response_uri'])).href,
      nonce: longEnough(text(claims['nonce'])),
      state: text(claims['state']),
      purpose: purposeOf(transaction['purpose']),
      service: bilingual(transaction['service']),
      at: number(transaction['at']),
      matchNumbers: transaction['match_numbers'] === null ? null : threeNumbers(list(transaction['match_numbers'])),
      claims: claimsAsked(record(claims['dcql_query'])),
      transactionData,
      encryptionKey: keyOf(only(list(record(metadata['jwks'])['keys']))),
      expiresAt: number(claims['exp']),
    }
  } catch {
    return null
  }
}

/** One PID, and of it only what the query names (§6). */
function claimsAsked(query: Record<string, unknown>): string[] {
  const credential = record(only(list(query['credentials'])))
  const types = list(record(credential['meta'])['vct_values'])
  if (credential['id'] !== 'pid' || credential['format'] !== 'dc+sd-jwt' || !types.includes('urn:eudi:pid:1'))
    throw new Error('another credential')
  return list(credential['claims'] ?? []).map((claim) => text(only(list(record(claim)['path']))))
}

function keyOf(value: unknown): JWK {
  const { kty, crv, x, y, kid, use, alg } = record(value)
  if (kty !== 'EC' || crv !== 'P-256' || use !== 'enc' || alg !== 'ECDH-ES') throw new Error('another key')
  return { kty, crv, x: text(x), y: text(y), kid: text(kid) }
}

function threeNumbers(values: unknown[]): string[] {
  const numbers = values.map(text)
  if (new Set(numbers).size !== 3 || !numbers.every((one) => /^\d\d$/.test(one))) throw new Error('not three numbers')
  return numbers
}

function purposeOf(value: unknown): WalletRequest['purpose'] {
  if (value !== 'authenticate' && value !== 'enrol') throw new Error('another purpose')
  return value
}

function bilingual(value: unknown): Bilingual {
  const { hu, en } = record(value)
  return { hu: text(hu), en: text(en) }
}

/** 128 bits of base64url. */
function longEnough(nonce: string): string {
  if (nonce.length < 22) throw new Error('a nonce that can be guessed')
  return nonce
}

function decoded(base64url: string): string {
  const base64 = base64url.replaceAll('-', '+').replaceAll('_', '/')
  return new TextDecoder().decode(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)))
}
