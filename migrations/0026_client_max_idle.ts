import { sql, type Kysely } from 'kysely'

/** Each client's rules name the longest time for which a session may lie unused; null where they leave it to ours. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`update clients set rules = rules || '{"max_idle": null}' where not rules ? 'max_idle'`.execute(db)
}
