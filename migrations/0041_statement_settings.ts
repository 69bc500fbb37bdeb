import { sql, type Kysely } from 'kysely'

/** Who wants a periodic statement by mail, how, and up to which month it has been sent. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table statement_settings (
      account_id uuid primary key,
      every text not null check (every in ('off', 'month', 'quarter')),
      detailed boolean not null,
      language text not null check (language in ('hu', 'en')),
      sent_through date not null,
      changed_at timestamptz not null,
      constraint statement_settings_account_id_fkey foreign key (account_id) references accounts (id) on delete cascade
    )`.execute(db)
  await sql`create index statement_settings_sent_through_idx on statement_settings (sent_through) where every <> 'off'`.execute(
    db,
  )
}
