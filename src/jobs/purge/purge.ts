/** Deletes what has expired. Nothing depends on it: whatever has a deadline is judged by the deadline itself. */
import type { Db } from '../../database/connect.ts'
import type { Clock } from '../../system/clock.ts'
import type { Logger } from '../../system/logger.ts'
import { repeat } from '../repeat.ts'
import { deleteExpired } from './store.ts'

/** Rows of a table that one statement deletes: its locks are short. */
const BATCH = 1_000

/** Milliseconds between two purges of one instance; several instances share the work. */
const INTERVAL = 60_000

export interface PurgeDependencies {
  readonly db: Db
  readonly clock: Clock
  readonly logger: Logger
}

/** Deletes everything that has expired by now, in batches. */
export async function purgeExpired({ db, clock, logger }: PurgeDependencies): Promise<void> {
  let count = 0
  for (let deleted = BATCH; deleted >= BATCH; count += deleted) {
    deleted = await deleteExpired(db, clock.now(), BATCH)
  }
  if (count > 0) logger.debug({ task: 'purge', count }, 'expired rows deleted')
}

/** Purges again and again until stopped. */
export function startPurging(deps: PurgeDependencies): { stop(): Promise<void> } {
  return repeat({ task: 'purge', every: INTERVAL, logger: deps.logger }, () => purgeExpired(deps))
}
