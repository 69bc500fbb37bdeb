import type { Db } from '../../database/connect.ts'
import type { Clock } from '../../system/clock.ts'
import { isFinal, type Status, statusAt } from './status.ts'
import { findByStatusHashes } from './store.ts'

/** Whoever is told how one request stands. */
export interface Watcher {
  tell(status: Status): void
  /** Nothing more will be told: the request is over, or we are. */
  end(): void
}

export interface StatusWatch {
  /** Tells from the next change on; answers how to stop listening, or null where too many listen already. */
  watch(statusHash: Buffer, known: Status, watcher: Watcher): (() => void) | null
  stop(): void
}

/** Milliseconds between two looks: one question to the database, however many listen. */
const EVERY = 1_000

/** Connections that are held open at once, of the server's two thousand; and for one request, of as many tabs. */
const MOST = 500
const MOST_OF_A_REQUEST = 4

interface Watched {
  readonly hash: Buffer
  last: Status
  readonly watcher: Watcher
}

export function createStatusWatch(
  { db, clock }: { readonly db: Db; readonly clock: Clock },
  { every = EVERY, most = MOST }: { readonly every?: number; readonly most?: number } = {},
): StatusWatch {
  const watched = new Set<Watched>()
  let timer: NodeJS.Timeout | null = null
  let isStopped = false

  function schedule(): void {
    if (timer !== null || watched.size === 0 || isStopped) return
    timer = setTimeout(() => {
      void look().finally(() => {
        timer = null
        schedule()
      })
    }, every)
  }

  async function look(): Promise<void> {
    const asked = [...watched]
    try {
      const found = await findByStatusHashes(
        db,
        asked.map(({ hash }) => hash),
      )
      const now = clock.now()
      for (const one of asked) {
        const request = found.get(one.hash.toString('hex'))
        report(one, request === undefined ? 'expired' : statusAt(request, now))
      }
    } catch {
      // Without the database nobody can be told anything: they ask again, and hear it from the error page
      endAll(asked)
    }
  }

  function report(one: Watched, status: Status): void {
    if (!watched.has(one)) return
    if (status !== one.last) one.watcher.tell(status)
    one.last = status
    if (isFinal(status)) endAll([one])
  }

  function endAll(all: Iterable<Watched>): void {
    for (const one of all) if (watched.delete(one)) one.watcher.end()
  }

  return {
    watch(hash, last, watcher) {
      const ofThisRequest = [...watched].filter((one) => one.hash.equals(hash)).length
      if (isStopped || watched.size >= most || ofThisRequest >= MOST_OF_A_REQUEST) return null
      const one: Watched = { hash, last, watcher }
      watched.add(one)
      schedule()
      return () => void watched.delete(one)
    },
    stop() {
      isStopped = true
      if (timer !== null) clearTimeout(timer)
      endAll([...watched])
    },
  }
}
