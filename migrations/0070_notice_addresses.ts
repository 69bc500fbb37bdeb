import { sql, type Kysely } from 'kysely'

/** Addresses beside the identification address that get notices alone: at most one in use and one that waits. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table notice_addresses (
      id uuid primary key,
      account_id uuid not null,
      email_sealed text not null,
      requested_at timestamptz not null,
      confirm_hash bytea not null,
      confirm_until timestamptz not null,
      confirmed_at timestamptz,
      ended_at timestamptz,
      constraint notice_addresses_account_id_fkey foreign key (account_id) references accounts (id) on delete cascade,
      constraint notice_addresses_confirm_hash_key unique (confirm_hash)
    )`.execute(db)
  await sql`create unique index notice_addresses_in_use_key on notice_addresses (account_id)
    where confirmed_at is not null and ended_at is null`.execute(db)
  await sql`create unique index notice_addresses_waiting_key on notice_addresses (account_id)
    where confirmed_at is null and ended_at is null`.execute(db)
}
