import { type Command, Option } from 'commander'
import { inTransaction } from '../../database/transaction.ts'
import { type Registrar, type RegistrarRole, registrarRoles } from '../../offices/office.ts'
import { replaceOfficesOf, updateRegistrar } from '../../offices/store.ts'
import { type AdminContext, command, type Host } from '../command.ts'
import { done, type Outcome, refused } from '../outcome.ts'
import { describeRegistrar } from './list.ts'
import { activeAccount, namedRegistrar, refuseOffices } from './named.ts'

interface ChangeOptions {
  readonly json?: boolean
  readonly role?: RegistrarRole
  readonly office?: readonly string[]
  readonly active?: boolean
  readonly inactive?: boolean
}

/** `kapu registrar change`: role, offices, or whether they may act at all; what is not given stays. Works at once. */
export function registrarChange(host: Host): Command {
  const examples = [
    'kapu registrar change kovacs85 --role supervisor',
    'kapu registrar change kovacs85 --office szeged-1 szeged-2   (replaces the list)',
    'kapu registrar change kovacs85 --inactive',
  ]
  return command('change', 'Change what a registrar may do; it holds from the next page on', examples)
    .argument('<username>', 'the user name of the account')
    .addOption(new Option('--role <role>', 'clerk or supervisor').choices(registrarRoles))
    .option('--office <office-id...>', 'where they act: the whole list')
    .addOption(new Option('--active', 'may act again').conflicts('inactive'))
    .option('--inactive', 'may not act until further notice')
    .action((username: string, options: ChangeOptions) =>
      host.run(options, (context) => change(username, options, context)),
    )
}

async function change(username: string, options: ChangeOptions, context: AdminContext): Promise<Outcome> {
  const { db, audit, clock, administrator } = context
  return await inTransaction(db, async (transaction) => {
    const named = await namedRegistrar(transaction, username)
    if (!('registrar' in named)) return named
    const before = named.registrar
    const after = changed(before, options)
    if (options.active === true) {
      const account = await activeAccount(transaction, username)
      if ('ok' in account) return account
    }
    const faulty = options.office === undefined ? null : await refuseOffices(transaction, after.offices)
    if (faulty !== null) return faulty
    const fields = (['role', 'offices', 'active'] as const).filter(
      (field) => String(before[field]) !== String(after[field]),
    )
    if (fields.length === 0) return refused('usage', 'nothing to change: give --role, --office, --active or --inactive')
    await updateRegistrar(transaction, after)
    await replaceOfficesOf(transaction, after.accountId, after.offices)
    await audit.record(transaction, {
      event: 'registrar.changed',
      at: clock.now(),
      outcome: 'success',
      actor: { type: 'administrator', id: administrator },
      subjectAccountId: after.accountId,
      detail: Object.fromEntries(fields.map((field) => [field, String(after[field])])),
    })
    return done(describeRegistrar(after), `${after.username} is changed: ${fields.join(', ')}.`)
  })
}

function changed(before: Registrar, { role, office, active, inactive }: ChangeOptions): Registrar {
  return {
    ...before,
    ...(role !== undefined && { role }),
    ...(office !== undefined && { offices: [...new Set(office)].toSorted() }),
    ...(active === true && { active: true }),
    ...(inactive === true && { active: false }),
  }
}
