import type { JobHelpers, TaskList } from 'graphile-worker'
import { toDate } from '../system/clock.ts'
import { JOB_OPTIONS, mailJobSchema, TASK } from './job.ts'
import { trySending, type SendDependencies } from './send.ts'

/** What the job runner does with what lies in the outbox. */
export function mailTasks(deps: SendDependencies): TaskList {
  return {
    async [TASK](payload: unknown, helpers: JobHelpers) {
      const job = mailJobSchema.parse(payload)
      const wait = await trySending(job, deps)
      if (wait === null) return
      // The key replaces this very job: were we to die now, it would not run a second time.
      await helpers.addJob(
        TASK,
        { ...job, tries: job.tries + 1 },
        { jobKey: job.id, runAt: toDate(deps.clock.now() + wait), maxAttempts: JOB_OPTIONS.maxAttempts },
      )
    },
  }
}
