import { sql } from 'kysely'
import type { EpochSeconds } from '../assurance/event.ts'
import type { Transaction } from '../database/transaction.ts'
import { toDate } from '../system/clock.ts'
import type { CountedScope, ScopeName } from './scopes.ts'

/** A counter as the reservation left it: `until` is the end of its window or wait, null where there is none. */
export interface ReservedRow {
  readonly refused: boolean
  readonly scope: ScopeName
  readonly key: Buffer
  readonly until: Date | null
  /** Null where the counter refuses. */
  readonly attempts: number | null
}

/**
 * Counts one attempt in all scopes, or in none and says which refuse. The statement is the function of migration
 * 0036: it locks all counters in one order before it decides, so parallel attempts cannot share the last place.
 * Our clock rules, passed in.
 */
export async function reserveAttempt(
  transaction: Transaction,
  scopes: readonly CountedScope[],
  now: EpochSeconds,
): Promise<readonly ReservedRow[]> {
  const { rows } = await sql<ReservedRow>`
    select refused, scope, key, until, attempts from throttle_reserve(${toDate(now)}, ${JSON.stringify(scopes)}::jsonb)
  `.execute(transaction)
  return rows
}

/**
 * Takes one attempt back from these counters; those in `reset` start anew. A counter that has moved on to another
 * window since the reservation keeps what it has. Locks in the order of the keys, as the reservation does.
 */
export async function giveBack(
  transaction: Transaction,
  counters: readonly { key: Buffer; until: Date | null; reset: boolean }[],
): Promise<void> {
  const keys = counters.map(({ key }) => key)
  const untils = counters.map(({ until }) => until)
  const resets = counters.map(({ reset }) => reset)
  await sql`
    with locked as materialized (
      select key from throttle_counters where key = any (${keys}::bytea[]) order by key for update
    ), reserved as (
      select * from unnest(${keys}::bytea[], ${untils}::timestamptz[], ${resets}::boolean[]) as r (key, until, reset)
    )
    update throttle_counters c set
      count = case when r.reset then 0 else greatest(c.count - 1, 0) end,
      consecutive = case when r.reset then 0 else greatest(c.consecutive - 1, 0) end,
      blocked_until = null
    from locked join reserved r using (key)
    where c.key = locked.key and (r.reset or coalesce(c.blocked_until, c.window_ends_at) is not distinct from r.until)
  `.execute(transaction)
}

/** Forgets what these counters counted. */
export async function dropCounters(transaction: Transaction, keys: readonly Buffer[]): Promise<void> {
  await sql`
    with locked as materialized (
      select key from throttle_counters where key = any (${[...keys]}::bytea[]) order by key for update
    )
    delete from throttle_counters c using locked where c.key = locked.key`.execute(transaction)
}
