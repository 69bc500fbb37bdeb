import type { Command } from 'commander'
import type { Db } from '../../database/connect.ts'
import type { EpochSeconds } from '../../system/clock.ts'
import { command, type Host } from '../command.ts'
import { done } from '../outcome.ts'
import { moment, table } from '../table.ts'

/** A job as it stands; handed over by `command-line.ts`. */
export interface JobStatus {
  readonly name: string
  readonly description: string
  /** Seconds from one run to the next. */
  readonly every: number
  readonly lastRun: {
    readonly instance: string
    readonly startedAt: EpochSeconds
    readonly finishedAt: EpochSeconds | null
    readonly done: number | null
    readonly error: string | null
  } | null
}

/** `kapu job list`: what is done by the clock, how often, and how it went the last time. */
export function jobList(host: Host, statusOf: (db: Db) => Promise<readonly JobStatus[]>): Command {
  return command('list', 'List the jobs that are done by the clock', ['kapu job list', 'kapu job list --json']).action(
    (options: { json?: boolean }) =>
      host.run(options, async ({ db }) => {
        const jobs = await statusOf(db)
        const data = jobs.map(({ name, description, every, lastRun }) => ({
          job: name,
          description,
          every_seconds: every,
          last_run: lastRun && {
            instance: lastRun.instance,
            started_at: lastRun.startedAt,
            finished_at: lastRun.finishedAt,
            done: lastRun.done,
            error: lastRun.error,
          },
        }))
        const rows = jobs.map(({ name, description, every, lastRun }) => [
          name,
          `${every} s`,
          lastRun === null ? 'never' : moment(lastRun.startedAt),
          outcomeOf(lastRun),
          description,
        ])
        return done(data, table(['job', 'every', 'last run', 'outcome', 'does'], rows))
      }),
  )
}

function outcomeOf(run: JobStatus['lastRun']): string {
  if (run === null) return '-'
  if (run.error !== null) return `failed: ${run.error}`
  return run.finishedAt === null ? 'running' : `${run.done ?? 0} done`
}
