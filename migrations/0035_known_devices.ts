import { sql, type Kysely } from 'kysely'

/**
 * Browsers in which somebody signed in fully: one id for each account there, so that nobody inherits another's. A
 * closed password is closed for unknown devices alone, so the view says which factors only a known device can prove.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table known_devices (
      id_hash bytea primary key,
      account_id uuid not null,
      created_at timestamptz not null,
      used_at timestamptz not null,
      expires_at timestamptz not null,
      constraint known_devices_account_id_fkey foreign key (account_id) references accounts (id) on delete cascade
    )`.execute(db)
  await sql`create index known_devices_account_id_idx on known_devices (account_id)`.execute(db)
  await sql`alter table accounts add column first_signed_in_at timestamptz`.execute(db)
  // Whoever had an account before may have signed in before: they are told of a device that we do not know
  await sql`update accounts set first_signed_in_at = created_at where state in ('ACTIVE', 'TEMP_ACTIVE')`.execute(db)

  await sql`
    create or replace view held_factors (account_id, factor, needs_known_device) as
      select id, text 'identification-mail', false from accounts where email_confirmed_at is not null
      union all select account_id, 'password', closed_at is not null from passwords
      union all select account_id, 'totp', false from totp_authenticators
      union all select e.account_id, 'email-code', false from email_code_authenticators e
        join accounts a on a.id = e.account_id where a.email_confirmed_at is not null`.execute(db)
}
