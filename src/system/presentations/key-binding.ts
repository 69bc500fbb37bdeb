import { compactVerify, errors, importJWK } from 'jose'
import * as z from 'zod'
import { constantTimeEqual, sha256 } from '../hashing.ts'
import type { HolderKey } from './credential.ts'
import { faulty, type Judged } from './fault.ts'

/** What the holder must have signed, and when. */
export interface ExpectedBinding {
  readonly nonce: string
  /** Our `client_id`. */
  readonly audience: string
  /** The one string of `transaction_data`, as it was sent (OpenID4VP 1.0 §8.4). */
  readonly transactionData: string
  /** The number that our page shows; null where none was asked for. */
  readonly matchNumber: string | null
  readonly now: number
}

const TYPE = 'kb+jwt'

/** Seconds between the holder's clock and ours, either way. */
const MOST_APART = 60

/** `match_number` is our own: the number that the person chose. */
const payloadShape = z.looseObject({
  iat: z.number(),
  nonce: z.string(),
  aud: z.string(),
  sd_hash: z.string(),
  transaction_data_hashes: z.array(z.string()).optional(),
  transaction_data_hashes_alg: z.string().optional(),
  match_number: z.unknown().optional(),
})

/** Judges the holder's signature over this presentation and this request (RFC 9901 §7.3, OpenID4VP 1.0 §14.1.2). */
export async function verifyKeyBinding(
  keyBinding: string,
  key: HolderKey,
  expected: ExpectedBinding & { readonly presented: string },
): Promise<Judged<object>> {
  // The key in the credential signed it, as a key binding and not as anything else
  const payload = await signedBy(key, keyBinding)
  if (payload === null) return faulty('key_binding_wrong')

  // Just now
  if (Math.abs(expected.now - payload.iat) > MOST_APART) return faulty('key_binding_stale')

  // For this request, and for us
  if (!constantTimeEqual(payload.nonce, expected.nonce)) return faulty('wrong_nonce')
  if (payload.aud !== expected.audience) return faulty('wrong_audience')

  // With this credential and these disclosures
  if (payload.sd_hash !== hashOf(expected.presented)) return faulty('wrong_sd_hash')

  // Having been shown what it is for
  const { transaction_data_hashes: hashes = [], transaction_data_hashes_alg: algorithm = 'sha-256' } = payload
  const isThis = hashes.length === 1 && hashes[0] === hashOf(expected.transactionData)
  if (!isThis || algorithm !== 'sha-256') return faulty('wrong_transaction_data')

  // By somebody who sees our page
  const { matchNumber } = expected
  if (matchNumber !== null && payload.match_number !== matchNumber) return faulty('wrong_match_number')
  return { ok: true }
}

function hashOf(text: string): string {
  return sha256(text).toString('base64url')
}

async function signedBy(key: HolderKey, jwt: string): Promise<z.infer<typeof payloadShape> | null> {
  try {
    const verified = await compactVerify(jwt, await importJWK({ ...key }, 'ES256'), { algorithms: ['ES256'] })
    if (verified.protectedHeader.typ !== TYPE) return null
    const value: unknown = JSON.parse(Buffer.from(verified.payload).toString('utf8'))
    const payload = payloadShape.safeParse(value)
    return payload.success ? payload.data : null
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof SyntaxError || error instanceof TypeError) return null
    // A point that is not on the curve
    if (error instanceof DOMException) return null
    throw error
  }
}
