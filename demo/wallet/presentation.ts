/** What the phone answers with: the credential, cut down to what was asked, bound to this request by its key. */
import { base64url, CompactEncrypt, importJWK, SignJWT } from 'jose'
import type { DeviceKey } from './device-key.ts'
import type { WalletRequest } from './request.ts'

/** Claims of a key-binding JWT (RFC 9901 §4.3, OpenID4VP 1.0 appendix B.3.3). */
export interface KeyBindingClaims {
  readonly iat: number
  readonly nonce: string
  readonly aud: string
  readonly sd_hash: string
  readonly transaction_data_hashes: readonly string[]
  /** The number that the person chose; only where another device shows one. */
  readonly match_number?: string
}

/** The credential without the disclosures of what was not asked for: `<jwt>~<disclosure>~…~`. */
export function cutDown(credential: string, claims: readonly string[]): string {
  const [jwt = '', ...disclosures] = credential.split('~').filter((part) => part !== '')
  return [jwt, ...disclosures.filter((disclosure) => claims.includes(claimOf(disclosure))), ''].join('~')
}

/** The values that a credential tells, by claim. */
export function toldBy(credential: string): Record<string, unknown> {
  const [, ...disclosures] = credential.split('~').filter((part) => part !== '')
  return Object.fromEntries(disclosures.map((disclosure) => [claimOf(disclosure), read(disclosure)[2]]))
}

/** Binds `presented` to the request, and the request's own words to the answer. */
export async function keyBindingClaims(
  request: WalletRequest,
  presented: string,
  { number, now }: { readonly number: string | null; readonly now: number },
): Promise<KeyBindingClaims> {
  return {
    iat: now,
    nonce: request.nonce,
    aud: request.clientId,
    sd_hash: await sha256(presented),
    transaction_data_hashes: await Promise.all(request.transactionData.map(sha256)),
    ...(number === null ? {} : { match_number: number }),
  }
}

/** The key-binding JWT over the claims. */
export function signKeyBinding(claims: KeyBindingClaims, { privateKey }: DeviceKey): Promise<string> {
  return new SignJWT({ ...claims }).setProtectedHeader({ alg: 'ES256', typ: 'kb+jwt' }).sign(privateKey)
}

/** Encrypted for the key of this request alone (OpenID4VP 1.0 §8.3). */
export async function encryptAnswer(
  answer: object,
  { encryptionKey }: Pick<WalletRequest, 'encryptionKey'>,
): Promise<string> {
  const { kid = '' } = encryptionKey
  return new CompactEncrypt(new TextEncoder().encode(JSON.stringify(answer)))
    .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', kid })
    .encrypt(await importJWK(encryptionKey, 'ECDH-ES'))
}

function claimOf(disclosure: string): string {
  return String(read(disclosure)[1])
}

function read(disclosure: string): unknown[] {
  const parts: unknown = JSON.parse(new TextDecoder().decode(base64url.decode(disclosure)))
  return Array.isArray(parts) ? parts : []
}

async function sha256(ascii: string): Promise<string> {
  return base64url.encode(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(ascii))))
}
