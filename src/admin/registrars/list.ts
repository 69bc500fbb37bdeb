import type { Command } from 'commander'
import type { Registrar } from '../../offices/office.ts'
import { listRegistrars } from '../../offices/store.ts'
import { command, type Host } from '../command.ts'
import { done } from '../outcome.ts'
import { table } from '../table.ts'

/** `kapu registrar list`: everybody who may act at a desk. */
export function registrarList(host: Host): Command {
  return command('list', 'List all registrars', ['kapu registrar list', 'kapu registrar list --json']).action(
    (options: { json?: boolean }) =>
      host.run(options, async ({ db }) => {
        const registrars = await listRegistrars(db)
        const rows = registrars.map((one) => [
          one.username,
          one.role,
          one.offices.join(' '),
          one.active ? 'active' : 'inactive',
        ])
        return done(registrars.map(describeRegistrar), table(['user name', 'role', 'offices', 'state'], rows))
      }),
  )
}

/** A registrar as programs read it. */
export function describeRegistrar({ username, role, offices, active }: Registrar): Readonly<Record<string, unknown>> {
  return { username, role, offices, active }
}
