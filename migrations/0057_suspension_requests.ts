import { sql, type Kysely } from 'kysely'

/** Suspensions, and their ends, that one administrator asked for and another must approve. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table suspension_requests (
      id uuid primary key,
      account_id uuid not null,
      kind text not null check (kind in ('suspend', 'lift')),
      reason_sealed text not null,
      requested_by text not null,
      requested_at timestamptz not null,
      expires_at timestamptz not null,
      decided_by text,
      decided_at timestamptz,
      constraint suspension_requests_account_id_fkey foreign key (account_id) references accounts (id) on delete cascade,
      constraint suspension_requests_two_people check (decided_by is distinct from requested_by)
    )`.execute(db)
  await sql`create index suspension_requests_account_id_idx on suspension_requests (account_id)`.execute(db)
}
