/** Deletes what has expired. Nothing depends on it: whatever has a deadline is judged by the deadline itself. */
import type { Db } from '../../database/connect.ts'
import type { Clock } from '../../system/clock.ts'
import type { Job } from '../job.ts'
import { deleteExpired } from './store.ts'

/** Rows of a table that one statement deletes: its locks are short. */
const BATCH = 1_000

/** Deletes everything that has expired by now, in batches. */
export function createPurgeJob({ db, clock }: { readonly db: Db; readonly clock: Clock }): Job {
  return {
    name: 'purge',
    description: 'delete rows whose time is over: codes, tickets, tokens, counters, ended sessions',
    async run() {
      let count = 0
      for (let deleted = BATCH; deleted >= BATCH; count += deleted) {
        deleted = await deleteExpired(db, clock.now(), BATCH)
      }
      return count
    },
  }
}
