import { setTimeout as sleep } from 'node:timers/promises'
import { Logger as WorkerLogger, run, type JobHelpers, type Runner } from 'graphile-worker'
import { connect, type Connected } from '../database/connect.ts'
import type { Logger } from '../system/logger.ts'
import { systemClock, toDate, type Clock } from '../system/clock.ts'
import type { Sealing } from '../system/sealing.ts'
import { JOB_OPTIONS, mailJobSchema, TASK } from './job.ts'
import { trySending } from './send.ts'
import type { MailTransport } from './transport.ts'

/** How many mails are under way at once; a connection for each, and one that listens. */
const CONCURRENCY = 4
const POOL_SIZE = CONCURRENCY + 1

/** Milliseconds between looks for mails whose wait is over; new ones are announced by the database. */
const POLL_INTERVAL = 1_000
const RESTART_AFTER = 1_000

export interface MailWorkerDependencies {
  /** The database; the worker has connections of its own, so that it never takes one from a request. */
  readonly url: string
  readonly sealing: Sealing
  readonly transport: MailTransport
  readonly logger: Logger
  readonly clock?: Clock
}

export interface MailWorker {
  /** Finishes what is under way; what is not stays queued. */
  stop(): Promise<void>
}

/** Sends what lies in the outbox until it is stopped; outlives the database's restarts. */
export async function startMailWorker(deps: MailWorkerDependencies): Promise<MailWorker> {
  const stopping = new AbortController()
  const { pool, close } = connect(deps.url, { poolSize: POOL_SIZE })
  let runner = await startRunner(deps, pool)
  const supervision = supervise()

  async function supervise(): Promise<void> {
    while (!stopping.signal.aborted) {
      await runner.promise.catch((error: unknown) => deps.logger.error({ err: error }, 'the mail worker broke'))
      await restart()
    }
  }

  async function restart(): Promise<void> {
    while (!stopping.signal.aborted) {
      await sleep(RESTART_AFTER, undefined, { signal: stopping.signal }).catch(() => undefined)
      if (stopping.signal.aborted) return
      try {
        runner = await startRunner(deps, pool)
        return
      } catch (error) {
        deps.logger.error({ err: error }, 'the mail worker cannot start')
      }
    }
  }

  return {
    async stop() {
      stopping.abort()
      await runner.stop().catch(() => undefined)
      await supervision
      await close()
    },
  }
}

// Our own pool: graphile-worker's loses its listeners while it ends, and a database that stops at that moment would
// then end the process.
async function startRunner(deps: MailWorkerDependencies, pool: Connected['pool']): Promise<Runner> {
  const clock = deps.clock ?? systemClock
  return await run({
    pgPool: pool,
    concurrency: CONCURRENCY,
    pollInterval: POLL_INTERVAL,
    noHandleSignals: true,
    crontab: '',
    logger: workerLogger(deps.logger),
    taskList: {
      async [TASK](payload: unknown, helpers: JobHelpers) {
        const job = mailJobSchema.parse(payload)
        const wait = await trySending(job, { ...deps, clock })
        if (wait === null) return
        // The key replaces this very job: were we to die now, it would not run a second time.
        await helpers.addJob(
          TASK,
          { ...job, tries: job.tries + 1 },
          { jobKey: job.id, runAt: toDate(clock.now() + wait), maxAttempts: JOB_OPTIONS.maxAttempts },
        )
      },
    },
  })
}

// Its information is noise beside our own lines; its warnings and errors are not.
function workerLogger(logger: Logger): WorkerLogger {
  return new WorkerLogger((scope) => (level, message) => {
    const line = { task: scope.taskIdentifier, jobId: scope.jobId }
    if (level === 'error') logger.error(line, message)
    else if (level === 'warning') logger.warn(line, message)
    else logger.debug(line, message)
  })
}
