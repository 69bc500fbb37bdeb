import { sql, type Kysely } from 'kysely'

/** What administrators say of methods that fail, and how the last deliveries of mails went: the health of mailed codes. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table method_notices (
      method text primary key,
      text_hu text not null,
      text_en text not null,
      closed boolean not null,
      until timestamptz,
      set_at timestamptz not null
    )`.execute(db)
  await sql`
    create table mail_deliveries (
      only_row boolean primary key default true check (only_row),
      failures_in_a_row integer not null,
      last_failed_at timestamptz
    )`.execute(db)
}
