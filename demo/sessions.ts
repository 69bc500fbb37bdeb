/**
 * What a service remembers of a browser. The rule that keeps two people apart: a session belongs to one `sub`. Whoever
 * comes back as another `sub` gets a new session, and the old one is gone with all it held.
 */
import { randomBytes } from 'node:crypto'
import type { Arrival, AuthorizationRequest } from './relying-party.ts'

const IDLE_MS = 30 * 60 * 1000
const REQUEST_MS = 60 * 60 * 1000
const MOST_REQUESTS = 10_000

export interface Session {
  readonly id: string
  readonly person: Arrival
  /** Somebody else's session was thrown away for this one; the page says so. */
  readonly replacedAnother: boolean
}

export interface Sessions {
  find(id: string | undefined): Session | null
  /** Ends the browser's session, whoever it belonged to, and begins one for the person who arrived. */
  begin(currentId: string | undefined, arrival: Arrival): Session
  end(id: string | undefined): void
}

/** Sessions in memory: they end with the process, and after 30 minutes without a request. */
export function createSessions(now: () => number = Date.now): Sessions {
  const sessions = new Map<string, { session: Session; seenAt: number }>()

  function find(id: string | undefined): Session | null {
    const kept = id === undefined ? undefined : sessions.get(id)
    if (id === undefined || kept === undefined) return null
    if (now() - kept.seenAt > IDLE_MS) {
      sessions.delete(id)
      return null
    }
    kept.seenAt = now()
    return kept.session
  }

  return {
    find,
    begin(currentId, arrival) {
      const current = find(currentId)
      if (current !== null) sessions.delete(current.id)
      const replacedAnother = current !== null && current.person.sub !== arrival.sub
      const session = { id: randomId(), person: arrival, replacedAnother }
      sessions.set(session.id, { session, seenAt: now() })
      return session
    },
    end(id) {
      if (id !== undefined) sessions.delete(id)
    },
  }
}

/** An authorization request under way in one browser. */
interface PendingRequest {
  readonly request: AuthorizationRequest
  /** What came of it, once the answer is here: a repeated answer (Back, double click) shares the first one's fate. */
  outcome: Promise<Session> | null
}

export interface PendingRequests {
  add(browser: string, request: AuthorizationRequest): void
  /** Null unless this very browser asked, within the hour: an answer to somebody else's request signs nobody in. */
  find(browser: string | undefined, state: string | undefined): PendingRequest | null
}

/** Requests by their `state`, so that any number of tabs can be on their way at the same time. */
export function createPendingRequests(now: () => number = Date.now): PendingRequests {
  const pending = new Map<string, PendingRequest & { browser: string; askedAt: number }>()

  return {
    add(browser, request) {
      for (const [state, { askedAt }] of pending) {
        if (now() - askedAt <= REQUEST_MS && pending.size < MOST_REQUESTS) break
        pending.delete(state)
      }
      pending.set(request.state, { request, outcome: null, browser, askedAt: now() })
    },
    find(browser, state) {
      const found = state === undefined ? undefined : pending.get(state)
      if (found === undefined || found.browser !== browser || now() - found.askedAt > REQUEST_MS) return null
      return found
    },
  }
}

/** 256 random bits, as cookies carry them. */
export function randomId(): string {
  return randomBytes(32).toString('base64url')
}
