/**
 * Time travel, for demonstrations: `kapu clock` moves the clock of a development installation, and every process of it
 * follows, so that day 5, 30 or 790 of an account can be seen. No production installation ever looks here.
 */
import type { Db } from '../../database/connect.ts'
import { clockMovedBy, moveClock } from '../../system/clock.ts'
import type { Logger } from '../../system/logger.ts'
import { repeat } from '../repeat.ts'
import { readMoved } from './store.ts'

/** Milliseconds between two looks. */
const INTERVAL = 1_000

/** Puts this process's clock where the installation's is; true where it was elsewhere. */
export async function takeUpClock(db: Db): Promise<boolean> {
  const seconds = await readMoved(db)
  if (seconds === clockMovedBy()) return false
  moveClock(seconds)
  return true
}

/** Follows the installation's clock until stopped. */
export async function followClock(db: Db, logger: Logger): Promise<{ stop(): Promise<void> }> {
  await takeUpClock(db)
  return repeat({ task: 'clock', every: INTERVAL, logger }, async () => {
    if (await takeUpClock(db)) logger.warn({ movedBySeconds: clockMovedBy() }, 'the clock was moved')
  })
}
