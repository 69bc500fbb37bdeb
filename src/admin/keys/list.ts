import type { Command } from 'commander'
import { command, type Host } from '../command.ts'
import { done } from '../outcome.ts'
import { moment, table } from '../table.ts'
import { listSigningKeys } from './store.ts'

/** `kapu keys list`: the signing keys and where they are in their life; never their private parts. */
export function keysList(host: Host): Command {
  return command('list', 'List the signing keys', ['kapu keys list', 'kapu keys list --json']).action(
    (options: { json?: boolean }) =>
      host.run(options, async ({ db }) => {
        const keys = await listSigningKeys(db)
        const data = keys.map(({ createdAt, stateSince, ...key }) => ({
          ...key,
          created_at: createdAt,
          state_since: stateSince,
        }))
        const rows = keys.map((key) => [key.kid, key.alg, key.state, moment(key.stateSince), moment(key.createdAt)])
        return done(data, table(['kid', 'alg', 'state', 'since', 'created'], rows))
      }),
  )
}
