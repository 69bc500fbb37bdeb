import { createGate, type Gate } from '../system/gate.ts'

/** Submissions under way in the database at once: fewer than its connections, so that tokens never wait for people. */
const TURNS = { running: 2, queue: 1_000, waitMs: 5_000 }

/** One for the whole process. A submission waits `patience` times as long as usual. */
export function createTurns({ patience = 1 }: { readonly patience?: number }): Gate {
  return createGate({ ...TURNS, waitMs: TURNS.waitMs * patience })
}
