import type { Command } from 'commander'
import type { Db } from '../../database/connect.ts'
import type { EpochSeconds } from '../../system/clock.ts'
import { command, type Host } from '../command.ts'
import { done } from '../outcome.ts'
import { moment, table } from '../table.ts'

/** Logout tokens that no service has confirmed; handed over by `command-line.ts`. */
export type OpenDeliveries = (db: Db) => Promise<
  readonly {
    readonly id: string
    readonly clientId: string
    readonly accountId: string
    readonly state: string
    readonly tries: number
    readonly queuedAt: EpochSeconds
    readonly lastTriedAt: EpochSeconds | null
    readonly lastError: string | null
  }[]
>

/** `kapu logout list`: logout tokens that were given up, and those that are still tried. */
export function logoutList(host: Host, openDeliveries: OpenDeliveries): Command {
  const examples = ['kapu logout list', 'kapu logout list --json']
  return command('list', 'List the logout tokens that no service has confirmed', examples).action(
    (options: { json?: boolean }) =>
      host.run(options, async ({ db }) => {
        const deliveries = await openDeliveries(db)
        const data = deliveries.map((delivery) => ({
          id: delivery.id,
          client_id: delivery.clientId,
          account_id: delivery.accountId,
          state: delivery.state,
          tries: delivery.tries,
          queued_at: delivery.queuedAt,
          last_tried_at: delivery.lastTriedAt,
          last_error: delivery.lastError,
        }))
        const rows = deliveries.map(({ id, clientId, state, tries, queuedAt, lastTriedAt, lastError }) => [
          ...[id, clientId, state, String(tries), moment(queuedAt)],
          ...[lastTriedAt === null ? '-' : moment(lastTriedAt), lastError ?? '-'],
        ])
        return done(data, table(['id', 'client', 'state', 'tries', 'queued', 'last try', 'why'], rows))
      }),
  )
}
