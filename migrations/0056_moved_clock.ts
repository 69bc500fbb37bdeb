import { sql, type Kysely } from 'kysely'

/** How far the clock of a development installation has been moved; no row: it has not. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table moved_clock (
      only_row boolean primary key default true check (only_row),
      seconds bigint not null
    )`.execute(db)
}
