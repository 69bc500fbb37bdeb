import type { Logger } from '../system/logger.ts'

export interface Repetition {
  readonly task: string
  /** Milliseconds from one beginning to the next. */
  readonly every: number
  readonly logger: Logger
}

/** Does something again and again until stopped; what fails is tried again the next time. Never twice at once. */
export function repeat({ task, every, logger }: Repetition, work: () => Promise<void>): { stop(): Promise<void> } {
  let running: Promise<void> | null = null
  const timer = setInterval(() => {
    running ??= work()
      .catch((error: unknown) => logger.error({ err: error, task }, `${task} failed`))
      .finally(() => (running = null))
  }, every).unref()
  return {
    async stop() {
      clearInterval(timer)
      await running
    },
  }
}
