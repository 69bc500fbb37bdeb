import type { Command } from 'commander'
import { inTransaction } from '../../database/transaction.ts'
import { deleteNotice } from '../../notices/store.ts'
import { command, type Host } from '../command.ts'
import { done, refused } from '../outcome.ts'

/** `kapu notice clear`: the method works again, or is said to. */
export function noticeClear(host: Host): Command {
  return command('clear', 'Take the notice of a method away', ['kapu notice clear --method email-code'])
    .requiredOption('--method <id>', 'the method')
    .action((options: { json?: boolean; method: string }) =>
      host.run(options, async ({ db, audit, clock, administrator }) => {
        const { method } = options
        const cleared = await inTransaction(db, async (transaction) => {
          if (!(await deleteNotice(transaction, method))) return false
          const actor = { type: 'administrator', id: administrator } as const
          const at = clock.now()
          await audit.record(transaction, { event: 'notice.cleared', at, outcome: 'success', actor, reason: method })
          return true
        })
        if (!cleared) return refused('notFound', `nothing is said of ${method}; kapu notice list shows all`)
        return done({ method, cleared: true }, `${method}: nothing more is said of it.`)
      }),
    )
}
