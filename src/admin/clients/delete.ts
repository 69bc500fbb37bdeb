import type { Command } from 'commander'
import { isOwnClient } from '../../clients/own-clients.ts'
import { deleteClient } from '../../clients/store.ts'
import { inTransaction } from '../../database/transaction.ts'
import { command, type Host } from '../command.ts'
import { done, refused } from '../outcome.ts'
import { noSuchClient, ownClient } from './show.ts'

/** `kapu client delete`: its sign-ins and tokens stop working at once, and its id is never used again. */
export function clientDelete(host: Host): Command {
  return command('delete', 'Delete a client for ever; its id is never used again', ['kapu client delete library --yes'])
    .argument('<client-id>', 'the id of the client')
    .option('--yes', 'do it: nothing brings the client back')
    .action((clientId: string, options: { json?: boolean; yes?: boolean }) =>
      host.run(options, async ({ db, audit, clock, administrator }) => {
        if (isOwnClient(clientId)) return ownClient(clientId)
        if (options.yes !== true) return refused('usage', `add --yes to delete ${clientId}: nothing brings it back`)
        const at = clock.now()
        const deleted = await inTransaction(db, async (transaction) => {
          if (!(await deleteClient(transaction, { clientId, at }))) return false
          const actor = { type: 'administrator', id: administrator } as const
          await audit.record(transaction, { event: 'client.deleted', at, actor, clientId, outcome: 'success' })
          return true
        })
        return deleted
          ? done({ client_id: clientId, deleted: true }, `${clientId} is deleted.`)
          : noSuchClient(clientId)
      }),
    )
}
