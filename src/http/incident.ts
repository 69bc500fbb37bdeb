import { randomBytes } from '../system/random.ts'
import type { EdgeMiddleware } from './edge-state.ts'

// Crockford's: no letter that could be read over the telephone as another or as a digit.
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'

/** Gives each request a name of 130 random bits, so that the help desk finds what happened to a person. */
export function nameIncidents(): EdgeMiddleware {
  return async (ctx, next) => {
    ctx.state.incidentId = incidentId()
    await next()
  }
}

function incidentId(): string {
  return Array.from(randomBytes(26), (byte) => ALPHABET.charAt(byte % ALPHABET.length)).join('')
}
