import { sql, type Kysely } from 'kysely'

/** Who was confirmed, not only that somebody was: the browser's session may be another person's by then. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table sign_ins drop column account_confirmed, add column confirmed_account_id uuid`.execute(db)
}
