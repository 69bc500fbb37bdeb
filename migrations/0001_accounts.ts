import { sql, type Kysely } from 'kysely'

/** Persons (the register), their accounts, and the mark that tells what kind of installation this database serves. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table installation (
      only_row boolean primary key default true check (only_row),
      mark text not null check (mark in ('demo', 'production')),
      created_at timestamptz not null
    )`.execute(db)
  await sql`
    create table persons (
      id uuid primary key default gen_random_uuid(),
      verified boolean not null,
      identity_sealed text not null,
      subject_seed_sealed text not null,
      created_at timestamptz not null
    )`.execute(db)
  await sql`
    create table accounts (
      id uuid primary key default gen_random_uuid(),
      person_id uuid not null,
      username text not null,
      username_key text not null,
      state text not null check (state in ('TEMP_PENDING', 'TEMP_ACTIVE', 'REG_PENDING', 'ACTIVE', 'PW_EXPIRED',
        'INACTIVE', 'REACT_PENDING', 'SUSPENDED')),
      language text not null check (language in ('hu', 'en')),
      email_sealed text not null,
      email_confirmed_at timestamptz,
      mail_reset_at timestamptz,
      created_at timestamptz not null,
      constraint accounts_person_id_fkey foreign key (person_id) references persons (id),
      constraint accounts_username_key_key unique (username_key)
    )`.execute(db)
  await sql`create index accounts_person_id_idx on accounts (person_id)`.execute(db)
}
