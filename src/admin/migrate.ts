import type { Command } from 'commander'
import { migrate } from '../database/migrate.ts'
import { type AdminContext, command, type Host } from './command.ts'
import { done, type Outcome } from './outcome.ts'

/** `kapu migrate`: brings the database to what this version needs. */
export function migrateCommand(host: Host): Command {
  return command('migrate', 'Bring the database to what this version needs', ['kapu migrate']).action(
    (options: { json?: boolean }) => host.run(options, apply, { schema: false }),
  )
}

async function apply({ db }: AdminContext): Promise<Outcome> {
  const applied = await migrate(db)
  return done({ applied }, applied.length === 0 ? 'The database is up to date.' : `Applied ${applied.join(', ')}.`)
}
