import { calculateJwkThumbprint, compactDecrypt, errors, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose'

/** The key that one answer is encrypted to (OpenID4VP 1.0 §8.3): made for one request, of no use for any other. */
export interface AnswerKey {
  /** As it stands in the request, with `use`, `alg` and `kid`. */
  readonly publicJwk: JWK
  /** A secret. */
  readonly privateJwk: JWK
}

const ANSWER_ALG = 'ECDH-ES'

/** What answers must be encrypted in. */
export const ANSWER_ENC = 'A256GCM'

export async function createAnswerKey(): Promise<AnswerKey> {
  const { publicKey, privateKey } = await generateKeyPair(ANSWER_ALG, { crv: 'P-256', extractable: true })
  const publicJwk = await exportJWK(publicKey)
  const named = { use: 'enc', alg: ANSWER_ALG, kid: await calculateJwkThumbprint(publicJwk) }
  return { publicJwk: { ...publicJwk, ...named }, privateJwk: { ...(await exportJWK(privateKey)), ...named } }
}

/** What was encrypted to this key, as text; null for anything else. */
export async function openAnswer(jwe: string, privateJwk: JWK): Promise<string | null> {
  try {
    const { plaintext, protectedHeader } = await compactDecrypt(jwe, await importJWK(privateJwk, ANSWER_ALG), {
      keyManagementAlgorithms: [ANSWER_ALG],
      contentEncryptionAlgorithms: [ANSWER_ENC],
    })
    return protectedHeader.kid === privateJwk.kid ? Buffer.from(plaintext).toString('utf8') : null
  } catch (error) {
    // TypeError, DOMException: an ephemeral key that is none
    if (error instanceof errors.JOSEError || error instanceof TypeError || error instanceof DOMException) return null
    throw error
  }
}
