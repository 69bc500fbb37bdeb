import { sql } from 'kysely'
import type { Db } from '../database/connect.ts'
import type { Transaction } from '../database/transaction.ts'
import { type EpochSeconds, toDate } from '../system/clock.ts'
import type { Office, OfficeType, Registrar, RegistrarRole } from './office.ts'

interface OfficeRow {
  id: string
  type: OfficeType
  name_hu: string
  name_en: string
  active: boolean
}

/** False where the id is taken. */
export async function insertOffice(transaction: Transaction, office: Office, at: EpochSeconds): Promise<boolean> {
  const row = await transaction
    .insertInto('offices')
    .values({
      id: office.id,
      type: office.type,
      name_hu: office.names.hu,
      name_en: office.names.en,
      active: office.active,
      created_at: toDate(at),
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** True where it was open until now. */
export async function closeOffice(transaction: Transaction, id: string, at: EpochSeconds): Promise<boolean> {
  const row = await transaction
    .updateTable('offices')
    .set({ active: false, closed_at: toDate(at) })
    .where('id', '=', id)
    .where('active', '=', true)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** All of them, by id. */
export async function listOffices(db: Db | Transaction): Promise<readonly Office[]> {
  const { rows } = await sql<OfficeRow>`select id, type, name_hu, name_en, active from offices order by id`.execute(db)
  return rows.map(toOffice)
}

/** The open offices a registrar may act at, by id. */
export async function openOfficesOf(db: Db | Transaction, accountId: string): Promise<readonly Office[]> {
  const { rows } = await sql<OfficeRow>`
    select o.id, o.type, o.name_hu, o.name_en, o.active from offices o
    join registrar_offices r on r.office_id = o.id
    where r.account_id = ${accountId} and o.active order by o.id`.execute(db)
  return rows.map(toOffice)
}

/** False where the account is a registrar already. */
export async function insertRegistrar(
  transaction: Transaction,
  registrar: Omit<Registrar, 'username' | 'offices'> & { readonly addedBy: string; readonly at: EpochSeconds },
): Promise<boolean> {
  const row = await transaction
    .insertInto('registrars')
    .values({
      account_id: registrar.accountId,
      role: registrar.role,
      active: registrar.active,
      added_by: registrar.addedBy,
      added_at: toDate(registrar.at),
    })
    .onConflict((conflict) => conflict.column('account_id').doNothing())
    .returning('account_id')
    .executeTakeFirst()
  return row !== undefined
}

/** Writes role and standing; the registrar's row must exist. */
export async function updateRegistrar(
  transaction: Transaction,
  { accountId, role, active }: Pick<Registrar, 'accountId' | 'role' | 'active'>,
): Promise<void> {
  await transaction.updateTable('registrars').set({ role, active }).where('account_id', '=', accountId).execute()
}

/** Replaces the offices a registrar may act at. */
export async function replaceOfficesOf(
  transaction: Transaction,
  accountId: string,
  offices: readonly string[],
): Promise<void> {
  await sql`
    with gone as (
      delete from registrar_offices where account_id = ${accountId} and office_id <> all (${[...offices]}::text[])
    )
    insert into registrar_offices (account_id, office_id)
    select ${accountId}, office_id from unnest(${[...offices]}::text[]) as given (office_id)
    on conflict do nothing`.execute(transaction)
}

/** True where there was one; what they did stays in the audit. */
export async function deleteRegistrar(transaction: Transaction, accountId: string): Promise<boolean> {
  const row = await transaction
    .deleteFrom('registrars')
    .where('account_id', '=', accountId)
    .returning('account_id')
    .executeTakeFirst()
  return row !== undefined
}

/** All of them, by user name. */
export async function listRegistrars(db: Db | Transaction): Promise<readonly Registrar[]> {
  return await readRegistrars(db, null)
}

/** Null where the account is no registrar. */
export async function findRegistrar(db: Db | Transaction, accountId: string): Promise<Registrar | null> {
  return (await readRegistrars(db, accountId))[0] ?? null
}

/** As `findRegistrar`; until the transaction ends nobody takes the role or an office away. */
export async function holdRegistrar(transaction: Transaction, accountId: string): Promise<Registrar | null> {
  await sql`select 1 from registrars where account_id = ${accountId} for share`.execute(transaction)
  return await findRegistrar(transaction, accountId)
}

async function readRegistrars(db: Db | Transaction, accountId: string | null): Promise<readonly Registrar[]> {
  const { rows } = await sql<{
    account_id: string
    username: string
    role: RegistrarRole
    active: boolean
    offices: string[]
  }>`
    select r.account_id, a.username, r.role, r.active,
      array(select o.office_id from registrar_offices o where o.account_id = r.account_id order by 1) as offices
    from registrars r join accounts a on a.id = r.account_id
    where ${accountId}::uuid is null or r.account_id = ${accountId}
    order by a.username_key`.execute(db)
  return rows.map(({ account_id: id, ...row }) => ({ accountId: id, ...row }))
}

function toOffice({ id, type, name_hu: hu, name_en: en, active }: OfficeRow): Office {
  return { id, type, names: { hu, en }, active }
}
