import type { Command } from 'commander'
import { migrate } from '../database/migrate.ts'
import { command, type Host } from './command.ts'
import { done } from './outcome.ts'

/** `kapu migrate`: brings the database to what this version needs. */
export function migrateCommand(host: Host): Command {
  return command('migrate', 'Bring the database to what this version needs', ['kapu migrate']).action(
    (options: { json?: boolean }) =>
      host.run(options, async ({ db }) => {
        const applied = await migrate(db)
        const text = applied.length === 0 ? 'The database is up to date.' : `Applied ${applied.join(', ')}.`
        return done({ applied }, text)
      }),
  )
}
