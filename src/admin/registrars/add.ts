import { type Command, Option } from 'commander'
import { inTransaction } from '../../database/transaction.ts'
import { type RegistrarRole, registrarRoles } from '../../offices/office.ts'
import { insertRegistrar, replaceOfficesOf } from '../../offices/store.ts'
import { type AdminContext, command, type Host } from '../command.ts'
import { done, type Outcome, refused } from '../outcome.ts'
import { describeRegistrar } from './list.ts'
import { activeAccount, refuseOffices } from './named.ts'

interface AddOptions {
  readonly json?: boolean
  readonly role: RegistrarRole
  readonly office: readonly string[]
}

/** `kapu registrar add`: lets an existing account act at the desk. */
export function registrarAdd(host: Host): Command {
  const examples = [
    'kapu registrar add kovacs85 --role clerk --office szeged-1',
    'kapu registrar add szabo.bela --role supervisor --office szeged-1 szeged-2 --json',
  ]
  return command('add', 'Let an active account act at the desk of an office', examples)
    .argument('<username>', 'the user name of the account')
    .addOption(new Option('--role <role>', 'clerk or supervisor').choices(registrarRoles).makeOptionMandatory())
    .requiredOption('--office <office-id...>', 'where they act')
    .action((username: string, options: AddOptions) => host.run(options, (context) => add(username, options, context)))
}

async function add(username: string, options: AddOptions, context: AdminContext): Promise<Outcome> {
  const { db, audit, clock, administrator } = context
  const offices = [...new Set(options.office)].toSorted()
  return await inTransaction(db, async (transaction) => {
    const account = await activeAccount(transaction, username)
    if ('ok' in account) return account
    const faulty = await refuseOffices(transaction, offices)
    if (faulty !== null) return faulty
    const at = clock.now()
    const registrar = { accountId: account.id, role: options.role, active: true }
    if (!(await insertRegistrar(transaction, { ...registrar, addedBy: administrator, at })))
      return refused('conflict', `${account.username} is a registrar already; see kapu registrar change`)
    await replaceOfficesOf(transaction, account.id, offices)
    await audit.record(transaction, {
      event: 'registrar.created',
      at,
      outcome: 'success',
      actor: { type: 'administrator', id: administrator },
      subjectAccountId: account.id,
      detail: { role: options.role, offices: offices.join(' ') },
    })
    const added = { ...registrar, username: account.username, offices }
    return done(describeRegistrar(added), `${account.username} is a ${options.role} at ${offices.join(', ')}.`)
  })
}
