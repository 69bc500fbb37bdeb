/** `kapu clock`: moves the clock of a development installation, to show what time does to accounts. */
import { Argument, type Command } from 'commander'
import { Temporal } from 'temporal-polyfill'
import type { Db } from '../../database/connect.ts'
import { inTransaction, type Transaction } from '../../database/transaction.ts'
import type { EpochSeconds } from '../../system/clock.ts'
import { type AdminContext, command, type Host } from '../command.ts'
import { instantInBudapest, ZONE } from '../date-time.ts'
import { done, type Outcome, refused } from '../outcome.ts'
import { moment } from '../table.ts'

/** The installation's clock; handed over by `command-line.ts`. */
export interface MovableClock {
  /** By how many seconds it is moved. */
  read(db: Db): Promise<number>
  write(transaction: Transaction, seconds: number): Promise<void>
}

/** Further than any deadline; further, and dates no longer have four figures. */
const FURTHEST = 100 * 366 * 24 * 60 * 60

/** `kapu clock advance P5D`: on from where it stands. */
export function clockAdvance(host: Host, clock: MovableClock): Command {
  const examples = ['kapu clock advance P5D', 'kapu clock advance PT2H', 'kapu clock advance P2Y --json']
  return command('advance', 'Move the clock on (development only)', examples)
    .addArgument(new Argument('<duration>', 'ISO 8601, in the calendar of Budapest: P30D, PT1H, P2Y'))
    .action((text: string, options: { json?: boolean }) =>
      host.run(options, (context) => move(context, clock, later(context.clock.now(), text), FORM_OF_DURATION)),
    )
}

/** `kapu clock set 2026-12-24T10:00`: to a date and time in Budapest. */
export function clockSet(host: Host, clock: MovableClock): Command {
  const examples = ['kapu clock set 2027-01-16T00:00', 'kapu clock set 2028-02-29T12:00:00 --json']
  return command('set', 'Set the clock to a date and time in Budapest (development only)', examples)
    .addArgument(new Argument('<date-time>', '2026-12-24T10:00'))
    .action((text: string, options: { json?: boolean }) =>
      host.run(options, (context) => move(context, clock, instantInBudapest(text), FORM_OF_DATE)),
    )
}

/** `kapu clock reset`: to the true time. What was done meanwhile stays done. */
export function clockReset(host: Host, clock: MovableClock): Command {
  return command('reset', 'Put the clock right (development only)', ['kapu clock reset']).action(
    (options: { json?: boolean }) =>
      host.run(options, async (context) => {
        if (!context.registration.development) return notHere()
        const trueTime = context.clock.now() - (await clock.read(context.db))
        return await write(context, clock, { at: trueTime, trueTime })
      }),
  )
}

const FORM_OF_DURATION = 'give a duration that moves on, like P5D, PT2H or P2Y'
const FORM_OF_DATE = 'give a date and time after the present one, like 2026-12-24T10:00'

async function move(
  context: AdminContext,
  clock: MovableClock,
  at: EpochSeconds | null,
  form: string,
): Promise<Outcome> {
  if (!context.registration.development) return notHere()
  const now = context.clock.now()
  const trueTime = now - (await clock.read(context.db))
  // Backwards, what happened would lie in the future
  if (at === null || at <= now) return refused('invalid', form)
  if (at - trueTime > FURTHEST) return refused('invalid', 'the clock does not go further than a hundred years')
  return await write(context, clock, { at, trueTime })
}

async function write(
  { db, audit, administrator, clock: ours }: AdminContext,
  clock: MovableClock,
  { at, trueTime }: { at: EpochSeconds; trueTime: EpochSeconds },
): Promise<Outcome> {
  const seconds = at - trueTime
  await inTransaction(db, async (transaction) => {
    await clock.write(transaction, seconds)
    const actor = { type: 'administrator', id: administrator } as const
    await audit.record(transaction, { event: 'clock.moved', at: ours.now(), outcome: 'success', actor })
  })
  const text =
    seconds === 0
      ? `The clock is right again: ${moment(at)}.`
      : `It is ${moment(at)} now. What has become due is done within a minute, or at once by kapu job run accounts.`
  return done({ now: at, moved_by_seconds: seconds }, text)
}

function notHere(): Outcome {
  return refused('conflict', 'only a development installation travels in time (KAPU_PROFILE=development)')
}

function later(now: EpochSeconds, duration: string): EpochSeconds | null {
  try {
    const from = Temporal.Instant.fromEpochMilliseconds(now * 1000).toZonedDateTimeISO(ZONE)
    return Math.floor(from.add(Temporal.Duration.from(duration)).epochMilliseconds / 1000)
  } catch {
    return null
  }
}
