import { sql } from 'kysely'
import type { EpochSeconds, Seconds } from '../assurance/event.ts'
import type { Db } from '../database/connect.ts'
import { toDate } from '../system/clock.ts'

/** The last run of a job. */
export interface JobRun {
  readonly job: string
  readonly instance: string
  readonly startedAt: EpochSeconds
  /** Null while it runs, and where its process died. */
  readonly finishedAt: EpochSeconds | null
  readonly done: number | null
  readonly error: string | null
}

/**
 * Takes a job's next run for this instance: true for one of any number that ask at once, and only once in `every`
 * seconds. A run dated in the future (the clock was set back) holds nobody up.
 */
export async function claimRun(
  db: Db,
  { job, instance, every, now }: { job: string; instance: string; every: Seconds; now: EpochSeconds },
): Promise<boolean> {
  const { rows } = await sql`
    insert into job_runs (job, instance, started_at) values (${job}, ${instance}, ${toDate(now)})
    on conflict (job) do update
      set instance = excluded.instance, started_at = excluded.started_at, finished_at = null, done = null, error = null
      where job_runs.started_at <= ${toDate(now - every)} or job_runs.started_at > ${toDate(now)}
    returning 1`.execute(db)
  return rows.length === 1
}

/** Notes how a run ended. */
export async function finishRun(
  db: Db,
  { job, done, error, now }: { job: string; done: number | null; error: string | null; now: EpochSeconds },
): Promise<void> {
  await sql`
    update job_runs set finished_at = ${toDate(now)}, done = ${done}, error = ${error} where job = ${job}`.execute(db)
}

/** The last run of each job that ever ran. */
export async function lastRuns(db: Db): Promise<readonly JobRun[]> {
  const { rows } = await sql<JobRun>`
    select job, instance, floor(extract(epoch from started_at))::float8 as "startedAt",
      floor(extract(epoch from finished_at))::float8 as "finishedAt", done::float8 as done, error
    from job_runs order by job`.execute(db)
  return rows
}
