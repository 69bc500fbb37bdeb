import type { KeyedHash } from '../system/hashing.ts'

/** How identification addresses are compared: the same address in another case or composition is the same address. */
export function normalEmail(typed: string): string {
  return typed.normalize('NFKC').trim().toLowerCase()
}

/** Longer than any address that mail is brought to (RFC 5321 §4.5.3.1). */
const MAX_LENGTH = 254

/** Whether a text has the form of an address; whether mail arrives there only a code or a link can show. */
export function isEmailAddress(text: string): boolean {
  const [, local = '', domain = ''] = /^([^@]+)@([^@]+)$/.exec(text) ?? []
  return (
    text.length <= MAX_LENGTH &&
    /^[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u.test(local) &&
    /^([\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,}$/u.test(domain)
  )
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
