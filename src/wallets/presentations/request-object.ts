import { ANSWER_ENC, type AnswerKey } from '../../system/presentations/answer-key.ts'
import type { EpochSeconds } from '../../system/clock.ts'
import { CREDENTIAL_TYPE } from './claims.ts'
import type { Texts } from './dependencies.ts'
import type { Purpose } from './store.ts'

/** The request's data that the person is shown and the wallet signs (OpenID4VP 1.0 §8.4); a type of our own. */
export function transactionDataOf({
  purpose,
  service,
  at,
  matchNumbers,
}: {
  readonly purpose: Purpose
  readonly service: Texts
  readonly at: EpochSeconds
  /** Null on the same device: there is no other screen to compare with. */
  readonly matchNumbers: readonly string[] | null
}): string {
  const data = {
    type: 'hu.kapu.sign-in.v1',
    credential_ids: ['pid'],
    ...{ purpose, service, at },
    match_numbers: matchNumbers,
  }
  return Buffer.from(JSON.stringify(data)).toString('base64url')
}

export interface AskedOf {
  readonly clientId: string
  readonly name: Texts
  readonly purpose: Purpose
  readonly responseUri: string
  readonly nonce: string
  readonly state: string
  /** The wallet's own nonce; null where it gave none (§5.10). */
  readonly walletNonce: string | null
  readonly publicJwk: AnswerKey['publicJwk']
  readonly transactionData: string
  readonly issuedAt: EpochSeconds
  readonly expiresAt: EpochSeconds
}

/** The claims of the request object (OpenID4VP 1.0 §5). */
export function requestClaims(asked: AskedOf): Readonly<Record<string, unknown>> {
  return {
    iss: asked.clientId,
    aud: 'https://self-issued.me/v2',
    client_id: asked.clientId,
    response_type: 'vp_token',
    response_mode: 'direct_post.jwt',
    response_uri: asked.responseUri,
    nonce: asked.nonce,
    state: asked.state,
    ...(asked.walletNonce === null ? {} : { wallet_nonce: asked.walletNonce }),
    iat: asked.issuedAt,
    exp: asked.expiresAt,
    dcql_query: dcqlQuery(asked.purpose),
    client_metadata: {
      client_name: asked.name.hu,
      'client_name#hu': asked.name.hu,
      'client_name#en': asked.name.en,
      jwks: { keys: [asked.publicJwk] },
      encrypted_response_enc_values_supported: [ANSWER_ENC],
      vp_formats_supported: {
        'dc+sd-jwt': { 'sd-jwt_alg_values': ['ES256'], 'kb-jwt_alg_values': ['ES256'] },
      },
    },
    transaction_data: [asked.transactionData],
  }
}

/**
 * To sign in, the credential and its key are enough: nothing of the person is disclosed. To bind a key, whose
 * credential it is must be seen once.
 */
function dcqlQuery(purpose: Purpose): object {
  const claims = [{ path: ['family_name'] }, { path: ['given_name'] }, { path: ['birthdate'] }]
  const credential = { id: 'pid', format: 'dc+sd-jwt', meta: { vct_values: [CREDENTIAL_TYPE] } }
  return { credentials: [purpose === 'enrol' ? { ...credential, claims } : credential] }
}

/** Where a wallet comes with what it scanned or was opened with. */
export const REQUEST_PATH = '/dap/keres'

/** Where it sends its answer. */
export const RESPONSE_PATH = '/dap/valasz'

/** What a QR code or a link says (OpenID4VP 1.0 §5.10). */
export function invitation(
  openAt: string,
  { clientId, requestUri }: { readonly clientId: string; readonly requestUri: string },
): string {
  const query = new URLSearchParams({
    client_id: clientId,
    request_uri: requestUri,
    request_uri_method: 'post',
  })
  return `${openAt}?${query.toString()}`
}

/** Our name to wallets: the host that our certificate speaks for (§5.9.3). */
export function clientIdOf(issuer: string): string {
  return `x509_san_dns:${new URL(issuer).hostname}`
}

/** Where the page asks how its request stands. */
export const STATUS_PATH = '/dap/allapot'

export function addressOf(issuer: string, path: string, token: string): string {
  return new URL(`${path}/${token}`, issuer).href
}
