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

/** A row's or a request's id (RFC 9562 version 4): 122 bits. Unique, not a secret. */
export function randomUuid(): string {
  return randomUUID()
}
