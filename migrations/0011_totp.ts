import { sql, type Kysely } from 'kysely'

/**
 * Authenticator apps, one an account, and the code that removes a lost one. The account is the only unique key: with a
 * second one, parallel enrolments would fail on it instead of meeting each other.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table totp_authenticators (
      id uuid not null,
      account_id uuid primary key,
      secret_sealed text not null,
      last_step bigint not null,
      created_at timestamptz not null,
      constraint totp_authenticators_account_id_fkey foreign key (account_id) references accounts (id) on delete cascade
    )`.execute(db)
  await sql`
    create table deletion_codes (
      account_id uuid primary key,
      code_hash text not null,
      created_at timestamptz not null,
      constraint deletion_codes_account_id_fkey foreign key (account_id) references accounts (id) on delete cascade
    )`.execute(db)
  await sql`
    create or replace view held_factors (account_id, factor) as
      select id, text 'identification-mail' from accounts where email_confirmed_at is not null
      union all select account_id, 'password' from passwords where closed_at is null
      union all select account_id, 'totp' from totp_authenticators`.execute(db)
}
