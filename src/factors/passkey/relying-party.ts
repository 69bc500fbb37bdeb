import * as z from 'zod'
import type { Db } from '../../database/connect.ts'
import type { Verdict } from '../factor.ts'

export interface PasskeyDeps {
  readonly db: Db
  /** Where passkeys work: the issuer's origin and no other, by WebAuthn's own rule. */
  readonly relyingParty: {
    /** The issuer's host name (WebAuthn §5.1.2, RP ID). */
    readonly id: string
    readonly origin: string
    readonly name: string
  }
}

/** The relying party of an issuer. */
export function relyingPartyOf(issuer: string, name: string): PasskeyDeps['relyingParty'] {
  const { hostname: id, origin } = new URL(issuer)
  return { id, origin, name }
}

/** What a ceremony keeps between its page and the answer. */
export const challengeState = z.strictObject({ challenge: z.string(), accountId: z.uuid().nullable() })

/** An answer longer than this is none: the largest honest ones have some 2 kB. */
const MAX_ANSWER = 8_192

/** The answer of the browser, as text in the form; null for what is no JSON object. */
export function parseAnswer(text: string | undefined): unknown {
  if (text === undefined || text === '' || text.length > MAX_ANSWER) return null
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** One text for whatever was wrong with an answer. */
export const unanswered: Verdict = { verified: false, text: 'E-PASSKEY-01', field: null, stateSpent: true }
