import { sql, type Kysely } from 'kysely'

/** Tickets that an office hands out to enrol a wallet, and the wallets' keys that were bound with them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table wallet_tickets (
      id uuid primary key,
      account_id uuid not null,
      token_hash bytea not null,
      code_hash text not null,
      issued_at timestamptz not null,
      expires_at timestamptz not null,
      tries integer not null default 0,
      used_at timestamptz,
      superseded_at timestamptz,
      constraint wallet_tickets_token_hash_key unique (token_hash),
      constraint wallet_tickets_account_id_fkey foreign key (account_id) references accounts (id) on delete cascade
    )`.execute(db)
  await sql`create unique index wallet_tickets_account_id_key on wallet_tickets (account_id)
    where used_at is null and superseded_at is null`.execute(db)
  await sql`create index wallet_tickets_expires_at_idx on wallet_tickets (expires_at)`.execute(db)
  await sql`
    create table wallet_keys (
      thumbprint text primary key,
      account_id uuid not null,
      public_jwk jsonb not null,
      bound_at timestamptz not null,
      constraint wallet_keys_account_id_fkey foreign key (account_id) references accounts (id) on delete cascade
    )`.execute(db)
  await sql`create index wallet_keys_account_id_idx on wallet_keys (account_id)`.execute(db)
}
