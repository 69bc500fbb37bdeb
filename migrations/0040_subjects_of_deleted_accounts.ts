import { sql, type Kysely } from 'kysely'

/** A logout token names its person also where the account was deleted with its session (edge k). */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table logout_deliveries add column sub text`.execute(db)
  await sql`create index logout_deliveries_account_id_idx on logout_deliveries (account_id) where sub is not null`.execute(
    db,
  )
}
