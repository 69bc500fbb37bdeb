import type { KeyedHash } from '../system/hashing.ts'

/** How identification addresses are compared: the same address in another case or composition is the same address. */
export function normalEmail(typed: string): string {
  return typed.normalize('NFKC').trim().toLowerCase()
}

/** What lies beside the sealed address so that it can be searched for: of no use without the key. */
export function emailKey(keyed: Pick<KeyedHash, 'hash'>, email: string): string {
  return keyed.hash(PURPOSE, normalEmail(email))
}

/** The same under every key that is loaded: what is looked for may have been written under an older one. */
export function emailKeys(keyed: Pick<KeyedHash, 'hashes'>, email: string): readonly string[] {
  return keyed.hashes(PURPOSE, normalEmail(email))
}

const PURPOSE = 'account-email'
