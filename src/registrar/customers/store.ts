import { sql } from 'kysely'
import type { EpochSeconds } from '../../assurance/event.ts'
import type { LifeRow } from '../../accounts/life/life-account.ts'
import type { Db } from '../../database/connect.ts'
import type { Transaction } from '../../database/transaction.ts'

/** What the desk reads of an account; identity and address are opened elsewhere. */
export interface CustomerRow extends LifeRow {
  readonly accountId: string
  readonly personId: string
  /** False for a temporary registration: its identity is only what somebody typed (RD12). */
  readonly verified: boolean
  readonly birthKey: string | null
  readonly username: string
  readonly language: 'hu' | 'en'
  readonly passwordClosed: boolean
  readonly firstActiveAt: EpochSeconds | null
  /** After which instant a lost factor is taken away, unless somebody cancels. */
  readonly recoveryAt: EpochSeconds | null
  /** Second factors. */
  readonly held: readonly string[]
}

/** Null where there is no such account (any more). */
export async function readCustomer(db: Db | Transaction, accountId: string): Promise<CustomerRow | null> {
  return (await read(db, sql`a.id = ${accountId}`, 1))[0] ?? null
}

/** The same, after waiting for whoever changes the account now; nobody else does until the transaction ends. */
export async function lockCustomer(transaction: Transaction, accountId: string): Promise<CustomerRow | null> {
  await sql`select 1 from accounts where id = ${accountId} for no key update`.execute(transaction)
  return await readCustomer(transaction, accountId)
}

/** Exact data alone, and never a temporary registration. */
const findable = sql`p.verified and a.state not in ('TEMP_PENDING', 'TEMP_ACTIVE')
  and coalesce(a.suspended_from, 'ACTIVE') not in ('TEMP_PENDING', 'TEMP_ACTIVE')`

/** Accounts of the verified person with this identity at birth, under any of the keys. */
export async function findByBirth(db: Db | Transaction, birthKeys: readonly string[], limit: number) {
  return await read(db, sql`p.birth_key = any (${[...birthKeys]}::text[]) and ${findable}`, limit)
}

export async function findByUsername(db: Db | Transaction, usernameKey: string, limit: number) {
  return await read(db, sql`a.username_key = ${usernameKey} and ${findable}`, limit)
}

/** Couples share a mailbox: there may be several. */
export async function findByEmail(db: Db | Transaction, emailKeys: readonly string[], limit: number) {
  return await read(db, sql`a.email_key = any (${[...emailKeys]}::text[]) and ${findable}`, limit)
}

/** A temporary registration by both its names, typed blind; whoever knows only one of them learns nothing. */
export async function findTemporary(
  db: Db | Transaction,
  { usernameKey, emailKeys }: { readonly usernameKey: string; readonly emailKeys: readonly string[] },
): Promise<CustomerRow | null> {
  const both = sql`a.username_key = ${usernameKey} and a.email_key = any (${[...emailKeys]}::text[])
    and a.state in ('TEMP_PENDING', 'TEMP_ACTIVE') and not p.verified`
  return (await read(db, both, 1))[0] ?? null
}

/** Whether this identity had an account before that is deleted now, under any of the keys. */
export async function wasKnown(db: Db | Transaction, birthKeys: readonly string[]): Promise<boolean> {
  const { rows } = await sql`
    select 1 from identity_links where birth_key = any (${[...birthKeys]}::text[]) limit 1`.execute(db)
  return rows.length > 0
}

async function read(
  db: Db | Transaction,
  condition: ReturnType<typeof sql>,
  limit: number,
): Promise<readonly CustomerRow[]> {
  const { rows } = await sql<CustomerRow>`
    select a.id as "accountId", a.person_id as "personId", p.verified, p.birth_key as "birthKey", a.username, a.language,
      a.state, a.suspended_from as "suspendedFrom",
      floor(extract(epoch from a.temporary_until))::float8 as "temporaryUntil",
      floor(extract(epoch from a.window_ends_at))::float8 as "windowEndsAt",
      floor(extract(epoch from a.password_expires_at))::float8 as "passwordExpiresAt",
      floor(extract(epoch from a.first_active_at))::float8 as "firstActiveAt",
      (select floor(extract(epoch from c.expires_at))::float8 from one_time_codes c
        where c.account_id = a.id and c.used_at is null and c.superseded_at is null
        order by c.sent_at desc, c.id limit 1) as "codeExpiresAt",
      (select floor(extract(epoch from r.effective_at))::float8 from recoveries r
        where r.account_id = a.id and r.ended_at is null) as "recoveryAt",
      exists (select 1 from passwords w where w.account_id = a.id and w.closed_at is not null) as "passwordClosed",
      array(select distinct h.factor from held_factors h where h.account_id = a.id
        and h.factor not in ('password', 'identification-mail') order by h.factor) as held
    from accounts a join persons p on p.id = a.person_id
    where ${condition} order by a.id limit ${limit}`.execute(db)
  return rows
}
