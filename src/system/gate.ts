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
  /** Runs the work when there is room. Throws `BusyError` when the queue is full, or after waiting too long. */
  run<T>(work: () => Promise<T>): Promise<T>
  /** How many works were ever started. */
  computed(): number
}

interface Waiting {
  start(): void
}

/** `running` at once, `queue` more in line, none of them for longer than `waitMs` milliseconds. */
export function createGate({ running, queue, waitMs }: { running: number; queue: number; waitMs: number }): Gate {
  const line = new Set<Waiting>()
  let busy = 0
  let computed = 0

  async function enter(): Promise<void> {
    if (busy < running) {
      busy += 1
      return
    }
    if (line.size >= queue) throw new BusyError()
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        line.delete(waiting)
        reject(new BusyError())
      }, waitMs)
      const waiting: Waiting = {
        start() {
          clearTimeout(timer)
          resolve()
        },
      }
      line.add(waiting)
    })
  }

  // The place is handed to the first in line, not given back: nobody who comes later can take it in between.
  function leave(): void {
    const [next] = line
    if (next === undefined) {
      busy -= 1
      return
    }
    line.delete(next)
    next.start()
  }

  return {
    async run(work) {
      await enter()
      computed += 1
      try {
        return await work()
      } finally {
        leave()
      }
    },
    computed: () => computed,
  }
}
