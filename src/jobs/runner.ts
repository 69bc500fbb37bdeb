/** Runs what lies in the queue, whoever put it there: mails, logout tokens. Tasks are handed over by `app.ts`. */
import { EventEmitter } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { Logger as WorkerLogger, run, type Runner, type TaskList, type WorkerEvents } from 'graphile-worker'
import { connect, type Connected } from '../database/connect.ts'
import { patient } from '../database/patient.ts'
import type { Logger } from '../system/logger.ts'

/** How many jobs are under way at once; a connection for each, and one that listens. */
const CONCURRENCY = 8
const POOL_SIZE = CONCURRENCY + 1

/** Milliseconds between looks for jobs whose wait is over; new ones are announced by the database. */
const POLL_INTERVAL = 1_000
const RESTART_AFTER = 1_000

/** Milliseconds that a stop waits for jobs under way, and for a database that is going away, too. */
const STOP_WITHIN = 10_000

/** So many looks for jobs failed in a row, three by each worker, and the runner is started anew. */
const HOPELESS = 3 * CONCURRENCY

/** What is done with a job, by the task's name in the queue. A task that throws is tried again by the queue. */
export type Tasks = TaskList

export interface RunnerDependencies {
  /** The database; the runner has connections of its own, so that it never takes one from a request. */
  readonly url: string
  readonly tasks: Tasks
  readonly logger: Logger
}

export interface JobRunner {
  /** Finishes what is under way, within ten seconds; what is not stays queued. */
  stop(): Promise<void>
}

/** Runs the queue's jobs until it is stopped; outlives the database's restarts. */
export async function startRunner(deps: RunnerDependencies): Promise<JobRunner> {
  const stopping = new AbortController()
  const { pool: impatient, close } = connect(deps.url, { poolSize: POOL_SIZE })
  const pool = patient(impatient, { between: RESTART_AFTER, until: stopping.signal })
  let runner = await runQueue(deps, pool)
  const supervision = supervise()

  async function supervise(): Promise<void> {
    while (!stopping.signal.aborted) {
      await runner.promise.catch((error: unknown) => deps.logger.error({ err: error }, 'the job runner broke'))
      await restart()
    }
    // One that was started while we were told to stop
    await runner.stop().catch(() => undefined)
  }

  async function restart(): Promise<void> {
    while (!stopping.signal.aborted) {
      await sleep(RESTART_AFTER, undefined, { signal: stopping.signal }).catch(() => undefined)
      if (stopping.signal.aborted) return
      try {
        runner = await runQueue(deps, pool)
        return
      } catch (error) {
        deps.logger.error({ err: error }, 'the job runner cannot start')
      }
    }
  }

  return {
    async stop() {
      stopping.abort()
      const inTime = new AbortController()
      const late = sleep(STOP_WITHIN, undefined, { signal: inTime.signal }).then(
        () => deps.logger.warn('the job runner did not stop in time'),
        () => undefined,
      )
      await Promise.race([end().finally(() => inTime.abort()), late])
    },
  }

  async function end(): Promise<void> {
    await runner.stop().catch(() => undefined)
    await supervision
    await close()
  }
}

// Our own pool: graphile-worker's loses its listeners while it ends, and a database that stops at that moment would
// then end the process. So would a job that is done and cannot be written down as done, unless it is told in batches:
// only a batch has somebody who hears of its failure.
async function runQueue({ tasks, logger }: RunnerDependencies, pool: Connected['pool']): Promise<Runner> {
  const events: WorkerEvents = new EventEmitter()
  const runner = await run({
    pgPool: pool,
    events,
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    concurrency: CONCURRENCY,
    pollInterval: POLL_INTERVAL,
    noHandleSignals: true,
    crontab: '',
    logger: workerLogger(logger),
    taskList: tasks,
  })
  void stopOnceHopeless(runner, events, logger)
  return runner
}

// graphile-worker looks up the names of its tasks once, and remembers a look-up that failed: a runner whose connection
// breaks as it starts would never find a job again.
async function stopOnceHopeless(runner: Runner, events: WorkerEvents, logger: Logger): Promise<void> {
  const error = await hopeless(events)
  logger.error({ err: error }, 'the job runner finds no jobs any more')
  await runner.stop().catch(() => undefined)
}

function hopeless(events: WorkerEvents): Promise<unknown> {
  let failures = 0
  const succeeded = () => void (failures = 0)
  events.on('worker:getJob:empty', succeeded)
  events.on('job:start', succeeded)
  return new Promise((resolve) => {
    events.on('worker:getJob:error', ({ error }) => {
      failures += 1
      if (failures === HOPELESS) resolve(error)
    })
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
