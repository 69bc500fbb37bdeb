import { sql, type Kysely } from 'kysely'

/**
 * Requests for a presentation, and what came of each; keys of wallets get a name and count as a factor that is held.
 * Addresses of a request are stored as hashes, what it holds is sealed.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table wallet_requests (
      id uuid primary key,
      sign_in_id text not null,
      purpose text not null check (purpose in ('authenticate', 'enrol')),
      account_id uuid,
      status_hash bytea not null,
      qr_hash bytea not null,
      link_hash bytea not null,
      offer_sealed text not null,
      started_at timestamptz not null,
      expires_at timestamptz not null,
      mode text check (mode in ('qr', 'link')),
      scanned_at timestamptz,
      response_hash bytea,
      asked_sealed text,
      outcome text check (outcome in ('approved', 'refused')),
      answered_at timestamptz,
      fault text,
      thumbprint text,
      result_sealed text,
      code_hash bytea,
      used_at timestamptz,
      cancelled_at timestamptz,
      constraint wallet_requests_status_hash_key unique (status_hash),
      constraint wallet_requests_qr_hash_key unique (qr_hash),
      constraint wallet_requests_link_hash_key unique (link_hash),
      constraint wallet_requests_response_hash_key unique (response_hash),
      constraint wallet_requests_account_id_fkey foreign key (account_id) references accounts (id) on delete cascade
    )`.execute(db)
  await sql`create index wallet_requests_sign_in_id_idx on wallet_requests (sign_in_id)`.execute(db)
  await sql`create index wallet_requests_account_id_idx on wallet_requests (account_id)`.execute(db)
  await sql`create index wallet_requests_expires_at_idx on wallet_requests (expires_at)`.execute(db)
  await sql`
    alter table wallet_keys
      add column id uuid not null default gen_random_uuid(),
      add column name text not null default '',
      add column bound_by text not null default 'desk' check (bound_by in ('desk', 'self')),
      add constraint wallet_keys_id_key unique (id)`.execute(db)
  await sql`
    create or replace view held_factors (account_id, factor, needs_known_device) as
      select id, text 'identification-mail', false from accounts where email_confirmed_at is not null
      union all select account_id, 'password', closed_at is not null from passwords
      union all select account_id, 'totp', false from totp_authenticators
      union all select e.account_id, 'email-code', false from email_code_authenticators e
        join accounts a on a.id = e.account_id where a.email_confirmed_at is not null
      union all select account_id, 'passkey', false from passkeys
      union all select account_id, text 'dap', false from wallet_keys`.execute(db)
}
