import type { Job } from './job.ts'

/** Sends the periodic statements that are due. `send` sends a batch in a transaction and tells how many there were. */
export function createStatementsJob(send: () => Promise<number>): Job {
  return {
    name: 'statements',
    description: 'send the periodic statements whose months are over',
    async run() {
      let count = 0
      for (let sent = await send(); sent > 0; sent = await send()) count += sent
      return count
    },
  }
}
