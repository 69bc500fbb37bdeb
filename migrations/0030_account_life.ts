import { sql, type Kysely } from 'kysely'

/**
 * The life of an account: its deadlines, its one-time codes, the notices already given, changes of the identification
 * address; and what remains of a person and a name after deletion.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table persons
      -- Keyed hashes: of the identity at birth, which marriage does not change; and of the full set of data
      add column birth_key text,
      add column identity_key text`.execute(db)
  await sql`create unique index persons_birth_key_key on persons (birth_key) where verified`.execute(db)
  await sql`create index persons_identity_key_idx on persons (identity_key)`.execute(db)
  await sql`
    create table identity_links (
      birth_key text primary key,
      subject_seed_sealed text not null,
      kept_at timestamptz not null
    )`.execute(db)

  await sql`
    alter table accounts
      -- The state that goes on under a suspension; null where there is none
      add column suspended_from text check (suspended_from in ('TEMP_PENDING', 'TEMP_ACTIVE', 'REG_PENDING', 'ACTIVE',
        'PW_EXPIRED', 'INACTIVE', 'REACT_PENDING')),
      add column temporary_until timestamptz,
      add column window_ends_at timestamptz,
      add column password_expires_at timestamptz,
      add column first_active_at timestamptz,
      add column next_due_at timestamptz`.execute(db)
  await sql`create index accounts_next_due_at_idx on accounts (next_due_at) where next_due_at is not null`.execute(db)
  await sql`
    update accounts a set suspended_from = case when a.state = 'SUSPENDED' then 'ACTIVE' end,
      first_active_at = case when a.state in ('ACTIVE', 'PW_EXPIRED', 'INACTIVE', 'SUSPENDED') then a.created_at end,
      password_expires_at = (select p.expires_at from passwords p where p.account_id = a.id)`.execute(db)

  await sql`
    create table one_time_codes (
      id uuid primary key,
      account_id uuid not null,
      purpose text not null check (purpose in ('ACTIVATION', 'RESET', 'REACTIVATION')),
      code_hash text not null,
      sent_at timestamptz not null,
      expires_at timestamptz not null,
      used_at timestamptz,
      superseded_at timestamptz,
      wrong_entries integer not null default 0,
      constraint one_time_codes_account_id_fkey foreign key (account_id) references accounts (id) on delete cascade
    )`.execute(db)
  await sql`create unique index one_time_codes_account_id_purpose_key on one_time_codes (account_id, purpose)
    where used_at is null and superseded_at is null`.execute(db)

  await sql`
    create table account_notices (
      account_id uuid not null,
      notice text not null,
      due_at timestamptz not null,
      given_at timestamptz not null,
      primary key (account_id, notice, due_at),
      constraint account_notices_account_id_fkey foreign key (account_id) references accounts (id) on delete cascade
    )`.execute(db)

  await sql`
    create table email_changes (
      id uuid primary key,
      account_id uuid not null,
      new_email_sealed text not null,
      old_email_sealed text,
      requested_by text not null check (requested_by in ('person', 'registrar')),
      requested_at timestamptz not null,
      confirm_hash bytea not null,
      confirm_until timestamptz not null,
      confirmed_at timestamptz,
      undo_hash bytea,
      undo_until timestamptz,
      undone_at timestamptz,
      superseded_at timestamptz,
      constraint email_changes_account_id_fkey foreign key (account_id) references accounts (id) on delete cascade,
      constraint email_changes_confirm_hash_key unique (confirm_hash),
      constraint email_changes_undo_hash_key unique (undo_hash)
    )`.execute(db)
  await sql`create index email_changes_account_id_idx on email_changes (account_id)`.execute(db)

  await sql`
    create table deleted_accounts (
      id uuid primary key,
      opened_at timestamptz not null,
      deleted_at timestamptz not null,
      reason text not null
    )`.execute(db)
  await sql`
    create table reserved_usernames (
      username_hash text primary key,
      reserved_until timestamptz not null
    )`.execute(db)
}
