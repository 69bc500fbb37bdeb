import { sql, type Kysely } from 'kysely'

/** Forms that somebody took away to sign: one for each browser, kept for half an hour, sealed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table forms_to_sign (
      browser_hash bytea primary key,
      form_sealed text not null,
      expires_at timestamptz not null
    )`.execute(db)
  await sql`create index forms_to_sign_expires_at_idx on forms_to_sign (expires_at)`.execute(db)
}
