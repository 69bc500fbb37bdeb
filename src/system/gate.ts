import { KapuError } from './errors.ts'

/** There is no room for more work: the caller answers 503 with Retry-After. */
export class BusyError extends KapuError {
  /** Seconds. */
  readonly retryAfter = 2

  constructor() {
    super('BUSY', 'too much work is waiting')
  }
}

/**
 * Bounds work that would starve everything else: argon2 and token signing share libuv's pool, so an unbounded flood
 * of wrong passwords makes each token wait for seconds. One gate serves the whole process; `app.ts` makes it.
 */
export interface Gate {
  /**
   * Runs the work when there is room. Throws `BusyError` when the queue is full, or after waiting too long. `ahead`:
   * before those who wait without it, for what was begun in an earlier turn.
   */
  run<T>(work: () => Promise<T>, options?: { readonly ahead?: boolean }): Promise<T>
  /** Nobody more could wait: new work would be refused. */
  isFull(): boolean
  /** How many works were ever started. */
  computed(): number
}

interface Waiting {
  start(): void
}

/** `running` at once, `queue` more in line, none of them for longer than `waitMs` milliseconds. */
export function createGate({ running, queue, waitMs }: { running: number; queue: number; waitMs: number }): Gate {
  const line = new Set<Waiting>()
  const begun = new Set<Waiting>()
  let busy = 0
  let computed = 0

  const isFull = (): boolean => busy >= running && line.size + begun.size >= queue

  async function enter(place: Set<Waiting>): Promise<void> {
    if (busy < running) {
      busy += 1
      return
    }
    if (isFull()) throw new BusyError()
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        place.delete(waiting)
        reject(new BusyError())
      }, waitMs)
      const waiting: Waiting = {
        start() {
          clearTimeout(timer)
          // Not at once: hundreds who learn in a row that there is no room would hold up everybody else.
          setImmediate(resolve)
        },
      }
      place.add(waiting)
    })
  }

  // The place is handed to the first in line, not given back: nobody who comes later can take it in between.
  function leave(): void {
    const place = begun.size > 0 ? begun : line
    const [next] = place
    if (next === undefined) {
      busy -= 1
      return
    }
    place.delete(next)
    next.start()
  }

  return {
    async run(work, { ahead = false } = {}) {
      await enter(ahead ? begun : line)
      computed += 1
      try {
        return await work()
      } finally {
        leave()
      }
    },
    isFull,
    computed: () => computed,
  }
}
