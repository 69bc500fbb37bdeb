import { Argument, type Command } from 'commander'
import type { Db } from '../../database/connect.ts'
import { inTransaction } from '../../database/transaction.ts'
import { command, type Host } from '../command.ts'
import { done, refused } from '../outcome.ts'

/** Runs a job now, whenever it ran last; answers how many things it did, null where there is no such job. */
export type RunJob = (db: Db, name: string) => Promise<number | null>

/** `kapu job run`: does at once what is due by now. Jobs are idempotent: one run too many does nothing. */
export function jobRun(host: Host, names: readonly string[], runJob: RunJob): Command {
  return command('run', 'Do at once what is due by now', ['kapu job run accounts', 'kapu job run purge --json'])
    .addArgument(new Argument('<job>', `one of ${names.join(', ')}`))
    .action((name: string, options: { json?: boolean }) =>
      host.run(options, async ({ db, audit, clock, administrator }) => {
        const count = await runJob(db, name)
        if (count === null) return refused('notFound', `there is no job ${name}; kapu job list shows all`)
        await inTransaction(db, (transaction) =>
          audit.record(transaction, {
            event: 'job.ran',
            at: clock.now(),
            outcome: 'success',
            actor: { type: 'administrator', id: administrator },
            reason: name,
          }),
        )
        return done({ job: name, done: count }, `${name}: ${count} done.`)
      }),
    )
}
