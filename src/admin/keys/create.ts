import type { Command } from 'commander'
import { type AdminContext, command, type Host } from '../command.ts'
import { done } from '../outcome.ts'

/** Makes a first signing key for each algorithm without one; returns the new ids. Handed over by `command-line.ts`. */
export type CreateFirstKeys = (context: AdminContext) => Promise<readonly string[]>

/** `kapu keys create`: once for each installation, before its first start; what there is stays. */
export function keysCreate(host: Host, createFirstKeys: CreateFirstKeys): Command {
  return command('create', 'Make the first signing keys; what there is stays', ['kapu keys create']).action(
    (options: { json?: boolean }) =>
      host.run(options, async (context) => {
        const created = await createFirstKeys(context)
        const text = created.length === 0 ? 'Every algorithm has a key already.' : `Created ${created.join(', ')}.`
        return done({ created }, text)
      }),
  )
}
