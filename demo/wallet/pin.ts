/** The phone's PIN, kept as a hash; how often it may be wrong is the phone's memory, not the page's. */

export interface KeptPin {
  readonly salt: Uint8Array<ArrayBuffer>
  readonly hash: Uint8Array<ArrayBuffer>
}

/** Wrong tries until the phone locks for good. */
export const MOST_TRIES = 3

const ROUNDS = 100_000

/** Six digits. */
export function isPinShaped(pin: string): boolean {
  return /^\d{6}$/.test(pin)
}

/** What is kept of a PIN. A real phone keeps it in hardware that counts; this slows down reading, and no more. */
export async function keepPin(pin: string): Promise<KeptPin> {
  const salt = crypto.getRandomValues(new Uint8Array(16))
  return { salt, hash: await hashOf(pin, salt) }
}

/** Whether it is the PIN that was kept. */
export async function isPin({ salt, hash }: KeptPin, pin: string): Promise<boolean> {
  const given = await hashOf(pin, salt)
  return given.length === hash.length && given.reduce((wrong, byte, at) => wrong | (byte ^ (hash[at] ?? 0)), 0) === 0
}

async function hashOf(pin: string, salt: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, ['deriveBits'])
  const bits = await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations: ROUNDS }, key, 256)
  return new Uint8Array(bits)
}
