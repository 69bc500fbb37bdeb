import { sql, type Kysely } from 'kysely'

/** Lost factors that are taken away once a wait is over, unless somebody cancels; at most one of an account under way. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table recoveries (
      id uuid primary key,
      account_id uuid not null,
      factor text not null,
      started_at timestamptz not null,
      effective_at timestamptz not null,
      cancel_hash bytea not null,
      ended_at timestamptz,
      ended_as text check (ended_as in ('completed', 'cancelled')),
      constraint recoveries_account_id_fkey foreign key (account_id) references accounts (id) on delete cascade,
      constraint recoveries_cancel_hash_key unique (cancel_hash),
      constraint recoveries_ended_check check ((ended_at is null) = (ended_as is null))
    )`.execute(db)
  await sql`create unique index recoveries_account_id_key on recoveries (account_id) where ended_at is null`.execute(db)
  await sql`create index recoveries_account_id_started_at_idx on recoveries (account_id, started_at)`.execute(db)
  await sql`create index recoveries_effective_at_idx on recoveries (effective_at) where ended_at is null`.execute(db)
}
