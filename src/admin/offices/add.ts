import { type Command, Option } from 'commander'
import { inTransaction } from '../../database/transaction.ts'
import { type Office, type OfficeType, officeTypes } from '../../offices/office.ts'
import { insertOffice } from '../../offices/store.ts'
import { type AdminContext, command, type Host } from '../command.ts'
import { done, type Outcome, refused } from '../outcome.ts'
import { describeOffice } from './list.ts'

interface AddOptions {
  readonly json?: boolean
  readonly id: string
  readonly type: OfficeType
  readonly nameHu: string
  readonly nameEn: string
}

/** `kapu office add`: a body entitled to register people. */
export function officeAdd(host: Host): Command {
  const examples = [
    'kapu office add --id szeged-1 --type government_window --name-hu "Szegedi kormányablak" --name-en "Szeged government window"',
    'kapu office add --id wien --type embassy --name-hu "Bécsi nagykövetség" --name-en "Embassy in Vienna" --json',
  ]
  return command('add', 'Add a registration body (office)', examples)
    .requiredOption('--id <office-id>', 'the id it will have for ever: lower-case letters, digits, hyphens')
    .addOption(new Option('--type <type>', 'what kind of body it is').choices(officeTypes).makeOptionMandatory())
    .requiredOption('--name-hu <name>', 'its name in Hungarian')
    .requiredOption('--name-en <name>', 'its name in English')
    .action((options: AddOptions) => host.run(options, (context) => add(options, context)))
}

async function add(options: AddOptions, { db, audit, clock, administrator }: AdminContext): Promise<Outcome> {
  const { id, type, nameHu: hu, nameEn: en } = options
  if (!/^[a-z0-9][a-z0-9-]{1,62}$/.test(id))
    return refused('invalid', `\`${id}\` cannot be an id: use lower-case letters, digits and hyphens, at least two`)
  if (hu.trim() === '' || en.trim() === '') return refused('invalid', 'an office has a name in both languages')
  const office: Office = { id, type, names: { hu: hu.trim(), en: en.trim() }, active: true }
  const at = clock.now()
  const added = await inTransaction(db, async (transaction) => {
    if (!(await insertOffice(transaction, office, at))) return false
    const actor = { type: 'administrator', id: administrator } as const
    const detail = { office: id, type }
    await audit.record(transaction, { event: 'office.created', at, actor, outcome: 'success', detail })
    return true
  })
  return added ? done(describeOffice(office), `${id} is added.`) : refused('conflict', `the id ${id} is taken`)
}
