import type { Command } from 'commander'
import { inTransaction } from '../../database/transaction.ts'
import { deleteRegistrar } from '../../offices/store.ts'
import { command, type Host } from '../command.ts'
import { done, refused } from '../outcome.ts'
import { namedRegistrar } from './named.ts'

/** `kapu registrar remove`: the account acts at no desk any more; the account itself stays, and so does the record. */
export function registrarRemove(host: Host): Command {
  return command('remove', 'Take the desk away from an account; the account stays', [
    'kapu registrar remove kovacs85 --yes',
  ])
    .argument('<username>', 'the user name of the account')
    .option('--yes', 'do it')
    .action((username: string, options: { json?: boolean; yes?: boolean }) =>
      host.run(options, async ({ db, audit, clock, administrator }) => {
        if (options.yes !== true) return refused('usage', `add --yes to remove ${username}`)
        return await inTransaction(db, async (transaction) => {
          const named = await namedRegistrar(transaction, username)
          if (!('registrar' in named)) return named
          const { accountId, username: name } = named.registrar
          await deleteRegistrar(transaction, accountId)
          await audit.record(transaction, {
            event: 'registrar.removed',
            at: clock.now(),
            outcome: 'success',
            actor: { type: 'administrator', id: administrator },
            subjectAccountId: accountId,
          })
          return done({ username: name, removed: true }, `${name} acts at no desk any more.`)
        })
      }),
    )
}
