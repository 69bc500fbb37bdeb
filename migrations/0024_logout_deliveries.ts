import { sql, type Kysely } from 'kysely'

/**
 * Logout tokens on their way to services (OIDC Back-Channel Logout 1.0). A row is made by the statement that ends a
 * session, or one service's part of it; `tries` counts tries begun, so that each is made once.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table logout_deliveries (
      id uuid primary key,
      session_uid text not null,
      client_id text not null,
      account_id uuid not null,
      sid text not null,
      state text not null default 'pending' check (state in ('pending', 'confirmed', 'dead')),
      tries integer not null default 0,
      queued_at timestamptz not null,
      next_try_at timestamptz not null,
      last_tried_at timestamptz,
      last_error text,
      confirmed_at timestamptz,
      expires_at timestamptz not null
    )`.execute(db)
  await sql`create unique index logout_deliveries_session_uid_client_id_key on logout_deliveries (session_uid, client_id)
    where state = 'pending'`.execute(db)
  await sql`create index logout_deliveries_session_uid_idx on logout_deliveries (session_uid)`.execute(db)
  await sql`create index logout_deliveries_next_try_at_idx on logout_deliveries (next_try_at) where state = 'pending'`.execute(
    db,
  )
  await sql`create index logout_deliveries_queued_at_idx on logout_deliveries (queued_at) where state <> 'confirmed'`.execute(
    db,
  )
  await sql`create index logout_deliveries_expires_at_idx on logout_deliveries (expires_at)`.execute(db)

  // Who signed out sees by it which services confirmed; hashed, as every id that opens something
  await sql`alter table sessions add column receipt_hash bytea`.execute(db)
  await sql`create unique index sessions_receipt_hash_key on sessions (receipt_hash) where receipt_hash is not null`.execute(
    db,
  )
  await sql`create index sessions_open_expires_at_idx on sessions (expires_at)
    where ended_at is null and account_id is not null`.execute(db)
}
