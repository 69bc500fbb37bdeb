import type { Command } from 'commander'
import { listClients } from '../../clients/store.ts'
import { command, type Host } from '../command.ts'
import { done } from '../outcome.ts'
import { moment, table } from '../table.ts'
import { toData } from './show.ts'

/** `kapu client list`: all clients, by id. */
export function clientList(host: Host): Command {
  return command('list', 'List all clients', ['kapu client list', 'kapu client list --json']).action(
    (options: { json?: boolean }) =>
      host.run(options, async ({ db }) => {
        const clients = await listClients(db)
        const rows = clients.map((client) => [
          client.clientId,
          client.names.en,
          client.publicBody ? 'public' : 'private',
          String(client.metadata['token_endpoint_auth_method']),
          moment(client.updatedAt),
        ])
        return done(clients.map(toData), table(['client id', 'name', 'kind', 'authentication', 'updated'], rows))
      }),
  )
}
