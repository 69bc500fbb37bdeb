import { randomBytes as cryptoRandomBytes, randomInt, randomUUID } from 'node:crypto'

/** An unguessable id: 256 bits, 43 characters of base64url. */
export function randomId(): string {
  return cryptoRandomBytes(32).toString('base64url')
}

/** Key material and nonces: eight bits of entropy a byte. */
export function randomBytes(count: number): Buffer {
  return cryptoRandomBytes(count)
}

/** A code to be typed: each digit uniform, log2(10) = 3.32 bits a digit (six digits: 19.9 bits). Keeps leading zeros. */
export function randomDigits(count: number): string {
  return Array.from({ length: count }, () => randomInt(10)).join('')
}

/** Without I, L, O and U: nothing that is read for something else, or that spells a word. */
const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A code to be typed, of Crockford's base 32: each character uniform, 5 bits a character (twelve: 60 bits). */
export function randomCrockford(count: number): string {
  return Array.from({ length: count }, () => CROCKFORD[randomInt(CROCKFORD.length)]).join('')
}

/** A row's or a request's id (RFC 9562 version 4): 122 bits. Unique, not a secret. */
export function randomUuid(): string {
  return randomUUID()
}
