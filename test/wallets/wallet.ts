/** A phone and an issuer for the verifier's tests, built with jose alone; each part of an answer can be spoiled. */
import { randomBytes } from 'node:crypto'
import {
  calculateJwkThumbprint,
  CompactEncrypt,
  decodeJwt,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
} from 'jose'
import { type CryptoKey, type KeyObject, SignJWT } from 'jose'
import type { Holder } from '../../demo/signing/certificate.ts'
import { sha256 } from '../../src/system/hashing.ts'

export interface TestWallet {
  readonly privateKey: CryptoKey
  readonly publicJwk: JWK
  readonly thumbprint: string
}

export async function aWallet(): Promise<TestWallet> {
  const { privateKey, publicKey } = await generateKeyPair('ES256')
  const { kty, crv, x, y } = await exportJWK(publicKey)
  const publicJwk = { kty, crv, x, y } as JWK
  return { privateKey, publicJwk, thumbprint: await calculateJwkThumbprint(publicJwk) }
}

/** What a request object says, as far as the tests read it. */
export interface AskedClaims {
  readonly client_id: string
  readonly response_uri: string
  readonly nonce: string
  readonly state: string
  readonly wallet_nonce?: string
  readonly exp: number
  readonly transaction_data: readonly [string]
  readonly dcql_query: { readonly credentials: readonly { readonly claims?: readonly { path: string[] }[] }[] }
  readonly client_metadata: { readonly jwks: { readonly keys: readonly [JWK] } }
}

export const askedIn = (requestObject: string): AskedClaims => decodeJwt<AskedClaims>(requestObject)

/** The numbers that the wallet offers; null on the same device. */
export function numbersIn(asked: AskedClaims): readonly string[] | null {
  return JSON.parse(Buffer.from(asked.transaction_data[0], 'base64url').toString()).match_numbers
}

export const ANNA = { family_name: 'Kovács', given_name: 'Anna', birthdate: '1984-03-17' }

/** What an answer is made of. What is spoiled takes the place of the honest value. */
export interface Answering {
  readonly wallet: TestWallet
  readonly issuer: Holder
  readonly asked: AskedClaims
  readonly now: number
  readonly number: string | null
  readonly disclose?: readonly (keyof typeof ANNA)[]
  readonly person?: Partial<typeof ANNA>
  readonly spoil?: Spoil
}

export interface Spoil {
  readonly credentialHeader?: Record<string, unknown>
  readonly credential?: Record<string, unknown>
  /** After signing. */
  readonly issuerSigned?: (jwt: string) => string
  readonly issuerKey?: KeyObject | CryptoKey
  readonly x5c?: readonly string[]
  readonly disclosures?: (honest: readonly string[]) => readonly string[]
  readonly bindingHeader?: Record<string, unknown>
  readonly binding?: Record<string, unknown>
  readonly bindingKey?: CryptoKey
  /** Instead of the key binding. */
  readonly keyBinding?: string
  readonly presentations?: (honest: string) => unknown
  readonly answer?: Record<string, unknown>
  readonly encryptionKey?: JWK
  readonly encryptionHeader?: Record<string, unknown>
  /** Instead of what is sent. */
  readonly fields?: (honest: Record<string, string>) => Record<string, string>
}

/** The form that the wallet sends. */
export async function answerFields(answering: Answering): Promise<Record<string, string>> {
  const { asked, spoil = {} } = answering
  const presentation = await present(answering)
  const presented = spoil.presentations?.(presentation) ?? { pid: [presentation] }
  const clear = { vp_token: presented, state: asked.state, ...spoil.answer }
  const honest = { response: await encrypted(JSON.stringify(clear), asked, spoil) }
  return spoil.fields?.(honest) ?? honest
}

/** A JWE to the request's key. */
export async function encrypted(text: string, asked: AskedClaims, spoil: Spoil = {}): Promise<string> {
  const [jwk] = asked.client_metadata.jwks.keys
  const header = { alg: 'ECDH-ES', enc: 'A256GCM', kid: jwk.kid ?? '', ...spoil.encryptionHeader }
  return await new CompactEncrypt(Buffer.from(text))
    .setProtectedHeader(header)
    .encrypt(await importJWK(spoil.encryptionKey ?? jwk, 'ECDH-ES'))
}

/** Issuer-signed JWT, disclosures, key binding. */
export async function present({
  wallet,
  issuer,
  asked,
  now,
  number,
  disclose = [],
  person = {},
  spoil = {},
}: Answering): Promise<string> {
  const all = Object.entries({ ...ANNA, ...person }).map(([name, value]) => [name, disclosure(name, value)] as const)
  const header = { alg: 'ES256', typ: 'dc+sd-jwt', ...spoil.credentialHeader }
  const payload = {
    ...{ iss: 'https://pid.example', vct: 'urn:eudi:pid:1', iat: now - 1_000, nbf: now - 1_000, exp: now + 1_000 },
    ...{ cnf: { jwk: wallet.publicJwk }, issuing_country: 'HU', issuing_authority: 'KAPU' },
    ...{ _sd_alg: 'sha-256', _sd: all.map(([, text]) => digest(text)).toSorted() },
    ...spoil.credential,
  }
  const signed = await new SignJWT(payload)
    .setProtectedHeader({ ...header, x5c: [...(spoil.x5c ?? [issuer.certificate.raw.toString('base64')])] })
    .sign(spoil.issuerKey ?? issuer.key)
  const honest = all.filter(([name]) => disclose.some((one) => one === name)).map(([, text]) => text)
  const disclosures = spoil.disclosures?.(honest) ?? honest
  const presented = [spoil.issuerSigned?.(signed) ?? signed, ...disclosures, ''].join('~')
  if (spoil.keyBinding !== undefined) return presented + spoil.keyBinding
  const binding = {
    ...{ iat: now, nonce: asked.nonce, aud: asked.client_id, sd_hash: digest(presented) },
    transaction_data_hashes: asked.transaction_data.map(digest),
    ...(number === null ? {} : { match_number: number }),
    ...spoil.binding,
  }
  return (
    presented +
    (await new SignJWT(binding)
      .setProtectedHeader({ alg: 'ES256', typ: 'kb+jwt', ...spoil.bindingHeader })
      .sign(spoil.bindingKey ?? wallet.privateKey))
  )
}

export function disclosure(name: string, value: unknown): string {
  return Buffer.from(JSON.stringify([randomBytes(16).toString('base64url'), name, value])).toString('base64url')
}

function digest(text: string): string {
  return sha256(text).toString('base64url')
}
