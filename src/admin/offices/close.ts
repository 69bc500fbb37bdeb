import type { Command } from 'commander'
import { inTransaction } from '../../database/transaction.ts'
import { closeOffice, listOffices } from '../../offices/store.ts'
import { command, type Host } from '../command.ts'
import { done, refused } from '../outcome.ts'

/** `kapu office close`: from now on nobody acts there. What was done there stays on record. */
export function officeClose(host: Host): Command {
  return command('close', 'Close an office for ever: nobody acts there any more', ['kapu office close szeged-1 --yes'])
    .argument('<office-id>', 'the id of the office')
    .option('--yes', 'do it: nothing opens it again')
    .action((id: string, options: { json?: boolean; yes?: boolean }) =>
      host.run(options, async ({ db, audit, clock, administrator }) => {
        if (options.yes !== true) return refused('usage', `add --yes to close ${id}: nothing opens it again`)
        const at = clock.now()
        const closed = await inTransaction(db, async (transaction) => {
          if (!(await closeOffice(transaction, id, at))) return false
          const actor = { type: 'administrator', id: administrator } as const
          const detail = { office: id }
          await audit.record(transaction, { event: 'office.closed', at, actor, outcome: 'success', detail })
          return true
        })
        if (closed) return done({ office_id: id, closed: true }, `${id} is closed.`)
        const exists = (await listOffices(db)).some((office) => office.id === id)
        return exists ? refused('conflict', `${id} is closed already`) : refused('notFound', `no office ${id}`)
      }),
    )
}
