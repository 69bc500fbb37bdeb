import { setTimeout as sleep } from 'node:timers/promises'
import type { Pool, PoolClient } from 'pg'
import { isUnavailable } from './unavailable.ts'

type Connected = (error: unknown, client?: PoolClient, release?: PoolClient['release']) => void

/**
 * The pool for who would rather wait for a database that is away than hear of it: a job that is done stays locked, and
 * is done again hours later, unless that is written down. Tries again after each `between` milliseconds; once `until` is
 * aborted, nobody waits any more.
 */
export function patient(pool: Pool, { between, until }: { between: number; until: AbortSignal }): Pool {
  async function connected(): Promise<PoolClient> {
    for (;;) {
      try {
        return await pool.connect()
      } catch (error) {
        if (until.aborted || !isUnavailable(error)) throw error
        await sleep(between, undefined, { signal: until }).catch(() => undefined)
      }
    }
  }
  // Asked for in two ways: as a promise, or to be handed to a function
  function connect(then?: Connected) {
    if (then === undefined) return connected()
    connected().then(
      (client) => then(undefined, client, releaseOnce(client)),
      (error: unknown) => then(error),
    )
    return undefined
  }
  return new Proxy(pool, {
    get(target, name) {
      if (name === 'connect') return connect
      const value: unknown = Reflect.get(target, name, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

// Whoever listens on a connection while the database goes away may give it back twice.
function releaseOnce(client: PoolClient): PoolClient['release'] {
  const release = client.release.bind(client)
  let released = false
  return (error) => {
    if (released) return
    released = true
    release(error)
  }
}
