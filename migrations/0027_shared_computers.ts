import { sql, type Kysely } from 'kysely'

/** A person may say that others use this computer, too: their session is for one service and ends soon. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table sign_ins add column shared boolean not null default false`.execute(db)
  await sql`alter table sessions add column shared boolean not null default false`.execute(db)
}
