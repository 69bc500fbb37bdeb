/**
 * What a person is told where a sign-in cannot go on, and the way back to the service: a ticket that outlives the
 * interaction (design §7). The interaction's uid, which is in the address, is all that is needed.
 */
import type { Db } from '../../database/connect.ts'
import type { WayBack } from '../../http/way-back.ts'
import { type Clock, toEpochSeconds } from '../../system/clock.ts'
import { sha256 } from '../../system/hashing.ts'
import type { ErrorCode } from '../../../views/texts/errors.ts'
import { clientFromStore } from '../registered-client.ts'
import { findTicket, type FoundTicket } from './store.ts'

export interface DeadEndDependencies {
  readonly db: Db
  readonly clock: Clock
}

/** Where a sign-in stopped. */
export interface DeadEnd {
  readonly code: ErrorCode
  /** Null after 24 hours, and for a uid that never was. */
  readonly wayBack: WayBack | null
}

/** What is missing, where the interaction may still be alive. */
export type Missing = 'cookie' | 'interaction' | 'resume_cookie' | 'session'

const CODES: Readonly<Record<Missing, ErrorCode>> = {
  cookie: 'E-FLOW-03',
  interaction: 'E-FLOW-04',
  resume_cookie: 'E-FLOW-06',
  session: 'E-FLOW-08',
}

/** The library's words for it (`SessionNotFound`), where it resumes. */
const MESSAGES: Readonly<Record<string, Missing>> = {
  'authorization request has expired': 'resume_cookie',
  'interaction session not found': 'interaction',
  'interaction session and authentication session mismatch': 'session',
}

/** Looks up how far the interaction came: finished and expired go before whatever else is missing. */
export async function deadEndOf(deps: DeadEndDependencies, uid: string, missing: Missing): Promise<DeadEnd> {
  const now = deps.clock.now()
  const ticket = await findTicket(deps.db, interactionId(uid), now)
  return { code: codeOf(ticket, missing, now), wayBack: wayBackOf(ticket) }
}

/** What the library's error means; null where it is about something else. */
export function missingBy(error: Error & { readonly error_description?: string | undefined }): Missing | null {
  if (error.name !== 'SessionNotFound') return null
  return MESSAGES[error.error_description ?? ''] ?? 'interaction'
}

/** The service of the interaction that an address belongs to. */
export function createWayBack({ db, clock }: DeadEndDependencies): (path: string) => Promise<WayBack | null> {
  return async (path) => {
    const uid = uidInPath(path)
    return uid === null ? null : wayBackOf(await findTicket(db, interactionId(uid), clock.now()))
  }
}

/** The uid in `/interaction/:uid…` and `/auth/:uid`. */
export function uidInPath(path: string): string | null {
  return /^\/(?:interaction|auth)\/([\w-]{1,128})(?:\/|$)/.exec(path)?.[1] ?? null
}

/** The id under which an interaction and its ticket are stored: who reads the database cannot open it. */
export function interactionId(uid: string): Buffer {
  return sha256(`Interaction\0${uid}`)
}

function codeOf(ticket: FoundTicket | null, missing: Missing, now: number): ErrorCode {
  if (ticket === null) return 'E-FLOW-05'
  if (ticket.finishedAt !== null) return 'E-FLOW-02'
  if (toEpochSeconds(ticket.usableUntil) <= now) return 'E-FLOW-01'
  return CODES[missing]
}

function wayBackOf(ticket: FoundTicket | null): WayBack | null {
  if (ticket === null || ticket.client === null) return null
  const { names, start_uri: href } = clientFromStore(ticket.client)
  return { names, href, language: ticket.language }
}
