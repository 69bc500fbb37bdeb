import { sql, type Kysely } from 'kysely'

/** Passkeys: any number an account, each of one account. Their line in `held_factors` is one for each. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table passkeys (
      id uuid primary key,
      account_id uuid not null,
      credential_id text not null,
      public_key bytea not null,
      counter bigint not null,
      name text not null,
      created_at timestamptz not null,
      used_at timestamptz,
      constraint passkeys_credential_id_key unique (credential_id),
      constraint passkeys_account_id_fkey foreign key (account_id) references accounts (id) on delete cascade
    )`.execute(db)
  await sql`create index passkeys_account_id_idx on passkeys (account_id)`.execute(db)
  await sql`
    create or replace view held_factors (account_id, factor, needs_known_device) as
      select id, text 'identification-mail', false from accounts where email_confirmed_at is not null
      union all select account_id, 'password', closed_at is not null from passwords
      union all select account_id, 'totp', false from totp_authenticators
      union all select e.account_id, 'email-code', false from email_code_authenticators e
        join accounts a on a.id = e.account_id where a.email_confirmed_at is not null
      union all select account_id, 'passkey', false from passkeys`.execute(db)
}
