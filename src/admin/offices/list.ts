import type { Command } from 'commander'
import { canFinalise, type Office } from '../../offices/office.ts'
import { listOffices } from '../../offices/store.ts'
import { command, type Host } from '../command.ts'
import { done } from '../outcome.ts'
import { table } from '../table.ts'

/** `kapu office list`: all registration bodies, closed ones too. */
export function officeList(host: Host): Command {
  return command('list', 'List all offices', ['kapu office list', 'kapu office list --json']).action(
    (options: { json?: boolean }) =>
      host.run(options, async ({ db }) => {
        const offices = await listOffices(db)
        const rows = offices.map((office) => [
          office.id,
          office.type,
          office.names.hu,
          canFinalise(office.type) ? 'yes' : 'no',
          office.active ? 'open' : 'closed',
        ])
        return done(offices.map(describeOffice), table(['office', 'type', 'name', 'may finalise', 'state'], rows))
      }),
  )
}

/** An office as programs read it. */
export function describeOffice({ id, type, names, active }: Office): Readonly<Record<string, unknown>> {
  return { office_id: id, type, names, can_finalise: canFinalise(type), active }
}
