import { sql, type Kysely } from 'kysely'

/**
 * A person may say of whom a page names that it is not them, and may ask for more time: up to `extendable_until`, which
 * is null where a sign-in was begun before there was one.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table sign_ins add column disowned_account_id uuid`.execute(db)
  await sql`alter table return_tickets add column extendable_until timestamptz`.execute(db)
}
