import { setTimeout as sleep } from 'node:timers/promises'
import type { Pool, PoolClient } from 'pg'
import { isUnavailable } from './unavailable.ts'

/**
 * The pool for who would rather wait for a database that is away than hear of it: a job that is done stays locked, and
 * is done again hours later, unless that is written down. Tries again after each `between` milliseconds; once `until` is
 * aborted, nobody waits any more.
 */
export function patient(pool: Pool, { between, until }: { between: number; until: AbortSignal }): Pool {
  async function connect(): Promise<PoolClient> {
    for (;;) {
      try {
        return await pool.connect()
      } catch (error) {
        if (until.aborted || !isUnavailable(error)) throw error
        await sleep(between, undefined, { signal: until }).catch(() => undefined)
      }
    }
  }
  return new Proxy(pool, {
    get(target, name) {
      if (name === 'connect') return connect
      const value: unknown = Reflect.get(target, name, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}
