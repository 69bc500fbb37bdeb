import { ScureBase32Plugin, generateURI, verify } from 'otplib'
import type { EpochSeconds } from '../../assurance/event.ts'
import { randomBytes, randomDigits } from '../../system/random.ts'

/** Authenticator apps know SHA-1, six digits, thirty seconds and little else (RFC 6238 §4, §5.2). */
const PERIOD = 30

const SECRET_BYTES = 20

const base32 = new ScureBase32Plugin()

/** A secret as an app takes it: base32, 160 bits (RFC 4226 §4 R6). */
export function newSecret(): string {
  return base32.encode(randomBytes(SECRET_BYTES), { padding: false })
}

/** The time step the code belongs to: now, the one before or the one after; null for any other code, and for no code. */
export async function stepOf(secret: string, code: string, now: EpochSeconds): Promise<number | null> {
  // otplib throws on anything but six digits.
  if (!/^[0-9]{6}$/.test(code)) return null
  const result = await verify({ secret, token: code, epoch: now, period: PERIOD, epochTolerance: PERIOD })
  return result.valid && 'timeStep' in result ? result.timeStep : null
}

/** What a QR code holds (the key URI format of the apps). */
export function otpauthUri(secret: string, { issuer, username }: { issuer: string; username: string }): string {
  return generateURI({ issuer, label: username, secret, period: PERIOD })
}

/** The secret in fours, for typing. */
export function spaced(text: string): string {
  return text.replace(/(.{4})(?=.)/g, '$1 ')
}

/** Removes an app that was lost: sixteen digits in fours (53 bits), shown once. */
export function newDeletionCode(): string {
  return spaced(randomDigits(16))
}

/** As people type codes: with spaces, or hyphens in between. */
export function digitsOf(typed: string): string {
  return typed.replace(/[\s-]/g, '')
}
