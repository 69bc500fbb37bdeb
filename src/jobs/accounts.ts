import type { Job } from './job.ts'

/** Accounts caught up with in one go. */
const BATCH = 200

/** Warnings, reminders, expiry and deletion: every account whose next deadline has come catches up with the clock. */
export function createAccountsJob(life: { catchUp(limit: number): Promise<number> }): Job {
  return {
    name: 'accounts',
    description: 'let accounts catch up with the clock: warnings, reminders, expiry, deletion',
    async run() {
      let count = 0
      for (let found = BATCH; found >= BATCH; count += found) found = await life.catchUp(BATCH)
      return count
    },
  }
}
