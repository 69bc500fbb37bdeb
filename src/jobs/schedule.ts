/** Runs each job again and again, once among all instances; what fails is tried again the next time. */
import type { Seconds } from '../assurance/event.ts'
import type { Db } from '../database/connect.ts'
import type { Clock } from '../system/clock.ts'
import type { Logger } from '../system/logger.ts'
import type { Job, JobName } from './job.ts'
import { repeat } from './repeat.ts'
import { claimRun, finishRun } from './store.ts'

export interface RunDependencies {
  readonly db: Db
  readonly clock: Clock
  readonly logger: Logger
  /** The name of this process among those that share the work. */
  readonly instance: string
}

/**
 * Runs a job if `every` seconds have passed since anybody began it, and notes how it went. Answers what it did, null
 * where it was not due. Throws what the job throws, noted.
 */
export async function runDue(
  job: Job,
  every: Seconds,
  { db, clock, logger, instance }: RunDependencies,
): Promise<number | null> {
  if (!(await claimRun(db, { job: job.name, instance, every, now: clock.now() }))) return null
  try {
    const done = await job.run()
    await finishRun(db, { job: job.name, done, error: null, now: clock.now() })
    if (done > 0) logger.info({ task: job.name, count: done }, 'job done')
    return done
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    await finishRun(db, { job: job.name, done: null, error: message, now: clock.now() })
    throw error
  }
}

/** Begins the schedule; `every` is `config.jobs`. */
export function startSchedule(
  jobs: readonly Job[],
  every: Readonly<Record<JobName, Seconds>>,
  deps: RunDependencies,
): { stop(): Promise<void> } {
  const repetitions = jobs.map((job) => {
    const seconds = every[job.name]
    // Looks more often than it runs: another instance may have begun the last run half an interval ago
    return repeat({ task: job.name, every: seconds * 500, logger: deps.logger }, async () => {
      await runDue(job, seconds, deps)
    })
  })
  return {
    async stop() {
      await Promise.all(repetitions.map((one) => one.stop()))
    },
  }
}
