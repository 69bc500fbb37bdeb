/** What happened at a service, for people to look at. No personal data: a session is the beginning of its random id. */

export type Happening =
  /** Somebody came in. */
  | 'signedIn'
  /** Somebody signed out with this service's own link. */
  | 'signedOutHere'
  /** The identity provider said that a session ended, and ours ended with it. */
  | 'endedElsewhere'
  /** It said so of a session that was over here already. */
  | 'endedBefore'
  /** Another person came in where somebody else had been. */
  | 'anotherTookOver'

export interface LoggedEvent {
  readonly what: Happening
  /** Epoch seconds. */
  readonly at: number
  /** The beginning of the identity provider's session id, or null. */
  readonly session: string | null
}

export interface EventLog {
  record(what: Happening, sid: string | null): void
  /** The latest, newest first. */
  latest(): readonly LoggedEvent[]
}

const MOST = 100
/** Enough to tell sessions apart, too little to name one. */
const SHOWN = 6

/** In memory, the last hundred. */
export function createEventLog(now: () => number = Date.now): EventLog {
  const events: LoggedEvent[] = []
  return {
    record(what, sid) {
      events.unshift({ what, at: Math.floor(now() / 1000), session: sid === null ? null : sid.slice(0, SHOWN) })
      events.length = Math.min(events.length, MOST)
    },
    latest: () => events,
  }
}
