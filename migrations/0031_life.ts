import { sql, type Kysely } from 'kysely'

/** One truth for a password's expiry; codes asked for again are counted; the clock looks at every account once. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table passwords drop column expires_at`.execute(db)
  await sql`alter table one_time_codes add column reissued boolean not null default false`.execute(db)
  await sql`create index one_time_codes_account_id_sent_at_idx on one_time_codes (account_id, sent_at)`.execute(db)
  await sql`create index persons_birth_key_idx on persons (birth_key) where not verified`.execute(db)
  await sql`create index reserved_usernames_reserved_until_idx on reserved_usernames (reserved_until)`.execute(db)
  await sql`
    update accounts set window_ends_at = password_expires_at + interval '60 days', next_due_at = now()
    where password_expires_at is not null`.execute(db)
}
