import { CompactEncrypt, compactDecrypt, errors, type CompactJWEHeaderParameters, type CryptoKey } from 'jose'
import { KapuError } from './errors.ts'

/**
 * Keeps what must not lie open in the database: encrypted, and bound to the one place it belongs to.
 *
 * A context names that place down to the row ("totp-secret:<accountId>"), so that a value copied to another row,
 * column or model does not open. The form is a compact JWE (RFC 7516), `dir` with A256GCM; its header is
 * authenticated and holds the key's id and the context.
 */
export interface Sealing {
  seal(context: string, plaintext: string): Promise<string>
  /** Throws `SealError`: a sealed value that does not open is an attack or a lost key, never an ordinary outcome. */
  open(context: string, sealed: string): Promise<string>
}

/**
 * SEAL_CONTEXT: the value belongs elsewhere; SEAL_KEY_UNKNOWN: its key is not loaded; SEAL_BROKEN: it was changed or
 * never was ours; SEAL_KEYS: the keys themselves cannot be used. The message never holds the value.
 */
export class SealError extends KapuError {}

/** Keys are 32 bytes each and named; what the current one does not open, the others may. */
export function createSealing({ current, keys }: { current: string; keys: Record<string, Buffer> }): Sealing {
  const loaded = new Map(Object.entries(keys).map(([kid, key]) => [kid, importKey(kid, key)]))
  const currentKey = loaded.get(current)
  if (currentKey === undefined) throw new SealError('SEAL_KEYS', `the current key "${current}" is not loaded`)

  function keyFor(context: string, header: CompactJWEHeaderParameters): Promise<CryptoKey> {
    if (!hasOnlyOurParameters(header)) throw new SealError('SEAL_BROKEN', 'the header has unknown parameters')
    if (header['ctx'] !== context) throw new SealError('SEAL_CONTEXT', `the value does not belong to "${context}"`)
    const key = typeof header.kid === 'string' ? loaded.get(header.kid) : undefined
    if (key === undefined) throw new SealError('SEAL_KEY_UNKNOWN', `key "${String(header.kid)}" is not loaded`)
    return key
  }

  return {
    async seal(context, plaintext) {
      return await new CompactEncrypt(Buffer.from(plaintext, 'utf8'))
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: current, ctx: context })
        .encrypt(await currentKey)
    },
    async open(context, sealed) {
      if (!isCanonical(sealed)) throw new SealError('SEAL_BROKEN', 'not a compact JWE in its only spelling')
      try {
        const { plaintext } = await compactDecrypt(sealed, (header) => keyFor(context, header), {
          keyManagementAlgorithms: ['dir'],
          contentEncryptionAlgorithms: ['A256GCM'],
        })
        return Buffer.from(plaintext).toString('utf8')
      } catch (error) {
        if (error instanceof SealError) throw error
        if (error instanceof errors.JOSEError) throw new SealError('SEAL_BROKEN', 'the value does not open')
        throw error
      }
    },
  }
}

function importKey(kid: string, key: Buffer): Promise<CryptoKey> {
  if (key.length !== 32) throw new SealError('SEAL_KEYS', `key "${kid}" has ${key.length} bytes instead of 32`)
  return crypto.subtle.importKey('raw', Uint8Array.from(key), 'AES-GCM', false, ['encrypt', 'decrypt'])
}

function hasOnlyOurParameters(header: CompactJWEHeaderParameters): boolean {
  return Object.keys(header).toSorted().join() === 'alg,ctx,enc,kid'
}

// Base64url has spare bits at the end, so that one tag has several spellings: only the one we write is accepted.
function isCanonical(sealed: string): boolean {
  const parts = sealed.split('.')
  return parts.length === 5 && parts.every((part) => Buffer.from(part, 'base64url').toString('base64url') === part)
}
