import { sql, type Kysely } from 'kysely'

/** What the OpenID Provider keeps: its artefacts, browser sessions, signing keys, pairwise subjects, consents. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table oidc_items (
      model text not null,
      id bytea not null,
      payload text not null,
      grant_id text,
      session_uid text,
      account_id uuid,
      client_id text,
      cid text,
      expires_at timestamptz not null,
      consumed_at timestamptz,
      primary key (model, id)
    )`.execute(db)
  await sql`create index oidc_items_grant_id_idx on oidc_items (grant_id) where grant_id is not null`.execute(db)
  await sql`create index oidc_items_session_uid_idx on oidc_items (session_uid) where session_uid is not null`.execute(
    db,
  )
  await sql`create index oidc_items_account_id_idx on oidc_items (account_id) where account_id is not null`.execute(db)
  await sql`create index oidc_items_expires_at_idx on oidc_items (expires_at)`.execute(db)
  await sql`
    create table replayed_assertions (
      id bytea primary key,
      expires_at timestamptz not null
    )`.execute(db)
  await sql`create index replayed_assertions_expires_at_idx on replayed_assertions (expires_at)`.execute(db)
  await sql`
    create table sessions (
      uid text primary key,
      account_id uuid,
      payload text not null,
      started_at timestamptz not null,
      seen_at timestamptz not null,
      expires_at timestamptz not null,
      ended_at timestamptz,
      end_reason text
    )`.execute(db)
  await sql`create index sessions_account_id_idx on sessions (account_id) where ended_at is null`.execute(db)
  await sql`create index sessions_expires_at_idx on sessions (expires_at)`.execute(db)
  await sql`
    create table session_ids (
      id_hash bytea primary key,
      session_uid text not null,
      valid_until timestamptz,
      constraint session_ids_session_uid_fkey foreign key (session_uid) references sessions (uid) on delete cascade
    )`.execute(db)
  await sql`create index session_ids_session_uid_idx on session_ids (session_uid)`.execute(db)
  await sql`
    create table session_authorizations (
      session_uid text not null,
      client_id text not null,
      sid text not null,
      grant_id text,
      persists_logout boolean not null default false,
      authorized_at timestamptz not null,
      primary key (session_uid, client_id),
      constraint session_authorizations_session_uid_fkey foreign key (session_uid) references sessions (uid) on delete cascade
    )`.execute(db)
  await sql`
    create table session_events (
      session_uid text not null,
      factor text not null,
      account_id uuid not null,
      at timestamptz not null,
      enrolled boolean not null,
      primary key (session_uid, factor),
      constraint session_events_session_uid_fkey foreign key (session_uid) references sessions (uid) on delete cascade
    )`.execute(db)
  await sql`
    create table signing_keys (
      kid text primary key,
      alg text not null,
      state text not null check (state in ('next', 'current', 'retiring')),
      public_jwk jsonb not null,
      private_sealed text not null,
      created_at timestamptz not null,
      state_since timestamptz not null
    )`.execute(db)
  await sql`
    create table pairwise_subjects (
      sector text not null,
      sub text not null,
      person_id uuid not null,
      primary key (sector, sub),
      constraint pairwise_subjects_person_id_sector_key unique (person_id, sector),
      constraint pairwise_subjects_person_id_fkey foreign key (person_id) references persons (id) on delete cascade
    )`.execute(db)
  await sql`
    create table consents (
      account_id uuid not null,
      client_id text not null,
      claim_set text not null,
      refused_claims text[] not null default '{}',
      given_at timestamptz not null,
      primary key (account_id, client_id, claim_set),
      constraint consents_account_id_fkey foreign key (account_id) references accounts (id) on delete cascade
    )`.execute(db)
}
