import { sql, type Kysely } from 'kysely'

/** Who may use codes sent by e-mail as a factor, and the codes that are out. A code is bound to one sign-in. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table email_code_authenticators (
      account_id uuid primary key,
      enrolled_at timestamptz not null,
      constraint email_code_authenticators_account_id_fkey
        foreign key (account_id) references accounts (id) on delete cascade
    )`.execute(db)
  await sql`
    create table email_codes (
      id uuid primary key,
      sign_in_id text not null,
      account_id uuid not null,
      purpose text not null check (purpose in ('authenticate', 'enrol', 'identification')),
      code_hash text not null,
      session_number text not null check (session_number ~ '^[0-9]{3}$'),
      tries integer not null default 0,
      expires_at timestamptz not null,
      consumed_at timestamptz,
      superseded_at timestamptz,
      constraint email_codes_account_id_fkey foreign key (account_id) references accounts (id) on delete cascade
    )`.execute(db)
  await sql`create unique index email_codes_sign_in_id_purpose_key on email_codes (sign_in_id, purpose)
    where consumed_at is null and superseded_at is null`.execute(db)
  await sql`create index email_codes_account_id_idx on email_codes (account_id)`.execute(db)
  await sql`create index email_codes_expires_at_idx on email_codes (expires_at)`.execute(db)
  await sql`
    create or replace view held_factors (account_id, factor) as
      select id, text 'identification-mail' from accounts where email_confirmed_at is not null
      union all select account_id, 'password' from passwords where closed_at is null
      union all select account_id, 'totp' from totp_authenticators
      union all select e.account_id, 'email-code' from email_code_authenticators e
        join accounts a on a.id = e.account_id where a.email_confirmed_at is not null`.execute(db)
}
