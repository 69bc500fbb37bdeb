/**
 * What happens to sign-ins by the passing of time alone: sessions whose end has come are ended, so that their services
 * are told, and logout tokens whose runner died are taken up again.
 */
import type { Job } from './job.ts'

/** Sessions ended in one go. */
const BATCH = 200

/** Handed over by `app.ts`: only `provider` knows sessions. */
export interface ExpiryDependencies {
  /** Ends at most so many sessions whose end has come, and tells how many it found. */
  endExpiredSessions(limit: number): Promise<number>
  resumeLogoutTokens(): Promise<void>
}

/** Ends every session that has expired by now. */
export function createExpiryJob({ endExpiredSessions, resumeLogoutTokens }: ExpiryDependencies): Job {
  return {
    name: 'sessions',
    description: 'end sessions that have expired and tell their services; take up logout tokens left behind',
    async run() {
      let count = 0
      for (let found = BATCH; found >= BATCH; count += found) found = await endExpiredSessions(BATCH)
      await resumeLogoutTokens()
      return count
    },
  }
}
