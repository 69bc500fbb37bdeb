/**
 * The commands of administrators, who have no web pages. One command a file; each is handed what it needs, changes
 * everything in one transaction with its audit row, and returns an outcome. `command-line.ts` parses and wires.
 */
import { Command } from 'commander'
import type { RegisterDependencies } from '../clients/register-client.ts'
import type { Outcome } from './outcome.ts'

/** What commands are handed. */
export interface AdminContext extends RegisterDependencies {
  /** The methods that the policy names. */
  readonly methods: readonly string[]
  /** Who sits at the machine, for the audit row. */
  readonly administrator: string
  /** Everything on standard input. */
  readStdin(): Promise<string>
}

/**
 * Runs a command's work against the database and tells its outcome. A profile opens only its own databases: that is
 * checked first, except by the command that makes the schema.
 */
export interface Host {
  run(
    options: { readonly json?: boolean },
    work: (context: AdminContext) => Promise<Outcome>,
    needs?: { readonly schema: boolean },
  ): Promise<void>
}

/** A command with the options that all have, and examples in its help. */
export function command(name: string, description: string, examples: readonly string[]): Command {
  return new Command(name)
    .description(description)
    .option('--json', 'print JSON, for programs')
    .addHelpText('after', `\nExamples:\n${examples.map((example) => `  $ ${example}`).join('\n')}`)
}
