import { readFile } from 'node:fs/promises'
import * as z from 'zod'
import { createAccount } from '../../accounts/account.ts'
import { findAccountByUsername } from '../../accounts/store.ts'
import type { Audit } from '../../audit/record.ts'
import type { Db } from '../../database/connect.ts'
import { inTransaction, type Transaction } from '../../database/transaction.ts'
import { createPerson } from '../../persons/person.ts'
import type { Clock } from '../../system/clock.ts'
import type { KeyedHash } from '../../system/hashing.ts'
import type { Sealing } from '../../system/sealing.ts'
import { demoOffice, deskPlace, seedOffices, seedRegistrar } from './desk.ts'

const identity = z.object({
  family_name: z.string(),
  given_name: z.string(),
  birth_family_name: z.string(),
  birth_given_name: z.string(),
  hu_mother_birth_family_name: z.string(),
  hu_mother_birth_given_name: z.string(),
  birthdate: z.string(),
  place_of_birth: z.strictObject({ locality: z.string(), country: z.string() }),
  gender: z.string(),
})

const demoData = z.object({
  password: z.string(),
  totp_secret: z.string(),
  clients: z.array(z.looseObject({ client_id: z.string(), client_name: z.string(), client_secret: z.string() })),
  persons: z.array(identity),
  accounts: z.array(
    z.object({
      username: z.string(),
      person: z.int(),
      holds: z.array(z.enum(['password', 'totp', 'email-code'])),
      email: z.string(),
      language: z.enum(['hu', 'en']),
      desk: deskPlace.optional(),
    }),
  ),
  offices: z.array(demoOffice),
  id_cards: z.array(
    z.object({
      card_number: z.string(),
      registration_code: z.string(),
      issued_on: z.iso.date(),
      pin: z.string().optional(),
      identity,
    }),
  ),
})

type DemoCard = z.infer<typeof demoData>['id_cards'][number]
type DemoAccount = z.infer<typeof demoData>['accounts'][number]

export interface SeedDependencies {
  readonly db: Db
  readonly sealing: Sealing
  readonly keyed: Pick<KeyedHash, 'hash' | 'hashes'>
  readonly audit: Audit
  readonly clock: Clock
  /** Registers a client by the same rules as the command line; one that is there already stays. */
  registerClient(document: unknown, secret: string): Promise<void>
  /** Hashes with no connection held. */
  hashPassword(password: string): Promise<string>
  holdPassword(transaction: Transaction, accountId: string, hash: string): Promise<void>
  holdApp(transaction: Transaction, accountId: string, secret: string): Promise<void>
  holdEmailCode(transaction: Transaction, accountId: string): Promise<void>
  /** Adds a card to the simulated register of identity cards; one that is there already stays. */
  issueCard(transaction: Transaction, card: DemoCard): Promise<void>
}

/**
 * Puts the sample services, offices and accounts into a development database: what is there already stays as it is.
 * The production profile never comes here: it opens no database that this was done to.
 */
export async function seedDemoData(deps: SeedDependencies): Promise<void> {
  const file = new URL('../../../demo/demo-data.json', import.meta.url)
  const data = demoData.parse(JSON.parse(await readFile(file, 'utf8')))
  for (const { client_secret: secret, client_name: _name, ...client } of data.clients)
    await deps.registerClient(client, secret)
  for (const card of data.id_cards) await inTransaction(deps.db, (transaction) => deps.issueCard(transaction, card))
  await seedOffices(deps, data.offices)
  for (const account of data.accounts) {
    const person = data.persons[account.person]
    if (person === undefined) continue
    if ((await findAccountByUsername(deps.db, account.username)) !== null) continue
    const hash = await deps.hashPassword(data.password)
    await inTransaction(deps.db, (transaction) =>
      seedAccount(deps, transaction, { account, person, hash, totpSecret: data.totp_secret }),
    )
  }
}

async function seedAccount(
  deps: SeedDependencies,
  transaction: Transaction,
  {
    account,
    person,
    hash,
    totpSecret,
  }: { account: DemoAccount; person: z.infer<typeof identity>; hash: string; totpSecret: string },
): Promise<void> {
  const { sealing, keyed, audit } = deps
  const now = deps.clock.now()
  const personId = await createPerson(transaction, person, { verified: true, sealing, keyed, now })
  if (personId === null) return
  const { username, language, email } = account
  const opened = { personId, username, state: 'ACTIVE', language, email, emailConfirmedAt: now } as const
  const accountId = await createAccount(transaction, opened, { sealing, keyed, now })
  if (accountId === null) return
  if (account.holds.includes('password')) await deps.holdPassword(transaction, accountId, hash)
  if (account.holds.includes('totp')) await deps.holdApp(transaction, accountId, totpSecret)
  if (account.holds.includes('email-code')) await deps.holdEmailCode(transaction, accountId)
  if (account.desk !== undefined) await seedRegistrar(transaction, { accountId, ...account.desk, at: now })
  await audit.record(transaction, {
    event: 'demo.seeded',
    at: now,
    outcome: 'success',
    actor: { type: 'system', id: null },
    subjectAccountId: accountId,
  })
}
