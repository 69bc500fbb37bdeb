import { sql, type Kysely } from 'kysely'

/** One-time codes that are long over are found by their end. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index one_time_codes_expires_at_idx on one_time_codes (expires_at)`.execute(db)
}
