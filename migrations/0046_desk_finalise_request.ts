import { sql, type Kysely } from 'kysely'

/** Finalising for somebody who had an account before waits for a second clerk, as registering them does. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table desk_acts drop constraint desk_acts_kind_check`.execute(db)
  await sql`alter table desk_acts add constraint desk_acts_kind_check
    check (kind in ('register', 'finalise', 'correct_email', 'remove_factors', 're_enable_password'))`.execute(db)
}
