import { sql, type Kysely } from 'kysely'

/**
 * The office desk: registration bodies, their clerks, the customers a clerk has before them, and the acts that wait for
 * a second clerk. What was typed at the desk is sealed; what was done is told by the audit, not by these tables.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table offices (
      id text primary key check (id ~ '^[a-z0-9][a-z0-9-]{1,62}$'),
      type text not null check (type in ('document_office', 'government_window', 'tax_authority', 'embassy',
        'customer_centre')),
      name_hu text not null,
      name_en text not null,
      active boolean not null default true,
      created_at timestamptz not null,
      closed_at timestamptz
    )`.execute(db)
  await sql`
    create table registrars (
      account_id uuid primary key,
      role text not null check (role in ('clerk', 'supervisor')),
      active boolean not null default true,
      added_by text not null,
      added_at timestamptz not null,
      constraint registrars_account_id_fkey foreign key (account_id) references accounts (id) on delete cascade
    )`.execute(db)
  await sql`
    create table registrar_offices (
      account_id uuid not null,
      office_id text not null,
      primary key (account_id, office_id),
      constraint registrar_offices_account_id_fkey foreign key (account_id) references registrars (account_id)
        on delete cascade,
      constraint registrar_offices_office_id_fkey foreign key (office_id) references offices (id)
    )`.execute(db)

  await sql`
    -- At which office a clerk's session stands, and since when it has not been used
    create table desk_sessions (
      session_ref bytea primary key,
      account_id uuid not null,
      office_id text,
      started_at timestamptz not null,
      seen_at timestamptz not null,
      constraint desk_sessions_account_id_fkey foreign key (account_id) references registrars (account_id)
        on delete cascade,
      constraint desk_sessions_office_id_fkey foreign key (office_id) references offices (id)
    )`.execute(db)
  await sql`create index desk_sessions_account_id_idx on desk_sessions (account_id)`.execute(db)
  await sql`
    create table desk_visits (
      id uuid primary key,
      registrar_account_id uuid not null,
      office_id text not null,
      subject_account_id uuid not null,
      purpose text not null check (purpose in ('customer', 'finalise')),
      detail_sealed text not null,
      opened_at timestamptz not null,
      expires_at timestamptz not null,
      -- Since when the user name may be shown on a receipt
      receipt_at timestamptz,
      constraint desk_visits_registrar_account_id_fkey foreign key (registrar_account_id)
        references registrars (account_id) on delete cascade,
      constraint desk_visits_office_id_fkey foreign key (office_id) references offices (id),
      constraint desk_visits_subject_account_id_fkey foreign key (subject_account_id) references accounts (id)
        on delete cascade
    )`.execute(db)
  await sql`create index desk_visits_expires_at_idx on desk_visits (expires_at)`.execute(db)
  await sql`
    create table desk_acts (
      id uuid primary key,
      kind text not null check (kind in ('register', 'correct_email', 'remove_factors', 're_enable_password')),
      subject_account_id uuid,
      -- Tells two requests about one matter apart from two matters: the account, or the identity to be registered
      matter text not null,
      office_id text not null,
      requested_by uuid not null,
      payload_sealed text not null,
      status text not null check (status in ('requested', 'refused', 'done', 'expired')),
      requested_at timestamptz not null,
      expires_at timestamptz not null,
      decided_by uuid,
      decided_at timestamptz,
      constraint desk_acts_subject_account_id_fkey foreign key (subject_account_id) references accounts (id)
        on delete cascade,
      constraint desk_acts_office_id_fkey foreign key (office_id) references offices (id),
      constraint desk_acts_second_clerk_check check (decided_by is null or status <> 'done' or decided_by <> requested_by)
    )`.execute(db)
  await sql`create unique index desk_acts_kind_matter_key on desk_acts (kind, matter) where status = 'requested'`.execute(
    db,
  )
  await sql`create index desk_acts_office_id_idx on desk_acts (office_id) where status = 'requested'`.execute(db)
  await sql`
    create table desk_counts (
      account_id uuid primary key,
      hour_started_at timestamptz not null,
      hour_count integer not null,
      day_started_at timestamptz not null,
      day_count integer not null,
      constraint desk_counts_account_id_fkey foreign key (account_id) references registrars (account_id)
        on delete cascade
    )`.execute(db)
  await sql`create index audit_events_registrar_idx on audit_events (actor_id, at) where actor_type = 'registrar'`.execute(
    db,
  )

  // Keyed hash of the normalised address, so that it can be searched for without lying open; couples share a mailbox
  await sql`alter table accounts add column email_key text`.execute(db)
  await sql`create index accounts_email_key_idx on accounts (email_key)`.execute(db)
}
