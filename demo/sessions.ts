/**
 * What a service remembers of a browser. The rule that keeps two people apart: a session belongs to one `sub`. Whoever
 * comes back as another `sub` gets a new session, and the old one is gone with all it held.
 */
import { randomBytes } from 'node:crypto'
import type { Arrival, AuthorizationRequest } from './relying-party.ts'

const IDLE_MS = 30 * 60 * 1000
const REQUEST_MS = 60 * 60 * 1000
const MOST_REQUESTS = 10_000
/** How long a browser whose session was ended from elsewhere is told so. */
const FAREWELL_MS = 24 * 60 * 60 * 1000

export interface Session {
  readonly id: string
  readonly person: Arrival
  /** Somebody else's session was thrown away for this one; the page says so. */
  readonly replacedAnother: boolean
}

/** Sessions that have ended at the identity provider: one session there, or without `sid` all of a person. */
export interface Whose {
  readonly sid: string | null
  readonly sub: string | null
}

export interface Sessions {
  find(id: string | undefined): Session | null
  /** Whether this browser's session was ended by `endElsewhere`, and nobody has come in since. */
  wasEndedElsewhere(id: string | undefined): boolean
  /** Ends the browser's session, whoever it belonged to, and begins one for the person who arrived. */
  begin(currentId: string | undefined, arrival: Arrival): Session
  end(id: string | undefined): void
  /** Ends the sessions that the identity provider says have ended; returns them. */
  endElsewhere(whose: Whose): readonly Session[]
}

/** Sessions in memory: they end with the process, and after 30 minutes without a request. */
export function createSessions(now: () => number = Date.now): Sessions {
  const sessions = new Map<string, { session: Session; seenAt: number }>()
  /** By the same ids: who was here tells a newcomer from the person who comes back. */
  const farewells = new Map<string, { sub: string; until: number }>()

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

  function farewell(id: string | undefined): { sub: string } | null {
    const kept = id === undefined ? undefined : farewells.get(id)
    return kept === undefined || kept.until < now() ? null : kept
  }

  function end(id: string | undefined): void {
    if (id === undefined) return
    sessions.delete(id)
    farewells.delete(id)
  }

  return {
    find,
    end,
    wasEndedElsewhere: (id) => farewell(id) !== null,
    begin(currentId, arrival) {
      // The logout token of the person before is often faster than the browser of the next one.
      const before = find(currentId)?.person.sub ?? farewell(currentId)?.sub
      end(currentId)
      const replacedAnother = before !== undefined && before !== arrival.sub
      const session = { id: randomId(), person: arrival, replacedAnother }
      sessions.set(session.id, { session, seenAt: now() })
      return session
    },
    endElsewhere({ sid, sub }) {
      for (const [id, { until }] of farewells) if (until < now()) farewells.delete(id)
      const ended = [...sessions.values()].filter(({ session: { person }, seenAt }) => {
        // Only this session where one is named: another browser of the same person is not meant.
        const isMeant = sid === null ? person.sub === sub : person.sid === sid && (sub === null || person.sub === sub)
        return isMeant && now() - seenAt <= IDLE_MS
      })
      for (const { session } of ended) {
        sessions.delete(session.id)
        farewells.set(session.id, { sub: session.person.sub, until: now() + FAREWELL_MS })
      }
      return ended.map(({ session }) => session)
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
