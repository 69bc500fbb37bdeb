import type { Job } from './job.ts'

/** Recoveries looked at in one go. */
const BATCH = 200

/** Takes lost factors away whose waiting period is over. `completeDue` answers how many it found, at most so many. */
export function createRecoveriesJob(recoveries: { completeDue(limit: number): Promise<number> }): Job {
  return {
    name: 'recoveries',
    description: 'take lost factors away whose waiting period is over',
    async run() {
      let count = 0
      for (let found = BATCH; found >= BATCH; count += found) found = await recoveries.completeDue(BATCH)
      return count
    },
  }
}
