import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { KapuError } from './errors.ts'

/** For values that already have 128 bits of entropy or more (token ids); never for codes or passwords. */
export function sha256(value: string | Buffer): Buffer {
  return createHash('sha256').update(value).digest()
}

/** Takes the same time wherever the two differ, and whatever their lengths. */
export function constantTimeEqual(a: string, b: string): boolean {
  return timingSafeEqual(sha256(a), sha256(b)) && a.length === b.length
}

/** A hash that cannot be computed, or tried by guessing, without a key that is not in the database (HMAC-SHA256). */
export interface KeyedHash {
  /** Under the current key: `<kid>.<base64url>`. Values of different purposes never meet. */
  hash(purpose: string, value: string): string
  /** The value's hash under every key that is loaded: for looking up what may have been stored under an older one. */
  hashes(purpose: string, value: string): readonly string[]
  /** True where `stored` is this value's hash under any key that is still loaded. */
  matches(purpose: string, value: string, stored: string): boolean
  /** 32 bytes under the current key, for rows that are looked up by it (counters). */
  bucket(purpose: string, value: string): Buffer
  /** The id of the current key. */
  readonly current: string
  /** 32 bytes under the named key; null where that key is not loaded. */
  mac(kid: string, purpose: string, value: string): Buffer | null
}

/**
 * Keys are at least 32 bytes and named; old ones stay loaded as long as something stored under them must be verified.
 * Throws `KEYED_HASH_KEYS` where the keys cannot be used.
 */
export function createKeyedHash({ current, keys }: { current: string; keys: Record<string, Buffer> }): KeyedHash {
  const loaded = new Map(Object.entries(keys))
  const currentKey = loaded.get(current)
  if (currentKey === undefined) throw new KapuError('KEYED_HASH_KEYS', `the current key "${current}" is not loaded`)
  for (const [kid, key] of loaded) {
    if (!/^[\w-]{1,64}$/.test(kid)) throw new KapuError('KEYED_HASH_KEYS', `"${kid}" cannot be the name of a key`)
    if (key.length < 32) throw new KapuError('KEYED_HASH_KEYS', `key "${kid}" has fewer than 32 bytes`)
  }

  const mac = (kid: string, purpose: string, value: string): Buffer | null => {
    const key = loaded.get(kid)
    return key === undefined ? null : hmac(key, purpose, value)
  }

  return {
    current,
    mac,
    bucket: (purpose, value) => hmac(currentKey, purpose, value),
    hash: (purpose, value) => `${current}.${hmac(currentKey, purpose, value).toString('base64url')}`,
    hashes: (purpose, value) =>
      [...loaded].map(([kid, key]) => `${kid}.${hmac(key, purpose, value).toString('base64url')}`),
    matches(purpose, value, stored) {
      const kid = stored.slice(0, Math.max(0, stored.indexOf('.')))
      const expected = mac(kid, purpose, value)
      return expected !== null && constantTimeEqual(`${kid}.${expected.toString('base64url')}`, stored)
    },
  }
}

// The NUL keeps purpose and value apart: ("a", "bc") and ("ab", "c") must not meet.
function hmac(key: Buffer, purpose: string, value: string): Buffer {
  if (purpose.includes('\0')) throw new KapuError('KEYED_HASH_PURPOSE', 'a purpose holds no NUL')
  return createHmac('sha256', key).update(`${purpose}\0${value}`).digest()
}
