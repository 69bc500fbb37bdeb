import { sql, type Kysely } from 'kysely'

/** What ends an account's sessions ends its sign-ins that are under way, too. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index sign_ins_account_id_idx on sign_ins (account_id) where account_id is not null`.execute(db)
}
