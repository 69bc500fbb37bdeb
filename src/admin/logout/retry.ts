import { Argument, type Command } from 'commander'
import type { Db } from '../../database/connect.ts'
import { inTransaction, type Transaction } from '../../database/transaction.ts'
import type { EpochSeconds } from '../../system/clock.ts'
import { command, type Host } from '../command.ts'
import { done, refused } from '../outcome.ts'

/** What the command is handed by `command-line.ts`: only `provider` knows logout tokens. */
export interface RetryDeliveries {
  retry(
    transaction: Transaction,
    id: string | null,
    now: EpochSeconds,
  ): Promise<
    readonly {
      readonly id: string
      readonly clientId: string
      readonly accountId: string
      readonly sessionUid: string
    }[]
  >
  exists(db: Db, id: string): Promise<boolean>
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

/** `kapu logout retry`: sends logout tokens that were given up, or wait for their next try, at once. */
export function logoutRetry(host: Host, deliveries: RetryDeliveries): Command {
  const examples = ['kapu logout retry 2f1c6d0e-6a52-4f0c-9a6b-3f3f2d1f7a10', 'kapu logout retry --all']
  return command('retry', 'Send logout tokens again, at once', examples)
    .addArgument(new Argument('[id]', 'the id of one, as kapu logout list shows it'))
    .option('--all', 'all that no service has confirmed')
    .action((id: string | undefined, options: { json?: boolean; all?: boolean }) =>
      host.run(options, async ({ db, audit, clock, administrator }) => {
        if ((id === undefined) === (options.all !== true))
          return refused('usage', 'give one id, or --all (add --help for help)')
        const noSuch = refused('notFound', `no logout token has the id ${id}; kapu logout list shows all`)
        if (id !== undefined && (!UUID.test(id) || !(await deliveries.exists(db, id)))) return noSuch
        const at = clock.now()
        const retried = await inTransaction(db, async (transaction) => {
          const rows = await deliveries.retry(transaction, id ?? null, at)
          for (const { clientId, accountId, sessionUid } of rows) {
            await audit.record(transaction, {
              event: 'logout_token.retried',
              at,
              outcome: 'success',
              actor: { type: 'administrator', id: administrator },
              subjectAccountId: accountId,
              clientId,
              sessionUid,
            })
          }
          return rows.map((row) => row.id)
        })
        if (id !== undefined && retried.length === 0)
          return refused('conflict', `${id} has been confirmed, or replaced by a later one`)
        const text = retried.length === 0 ? 'Every service has confirmed.' : `Sending again: ${retried.join(', ')}.`
        return done({ retried }, text)
      }),
    )
}
