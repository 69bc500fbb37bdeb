import { sql, type Kysely } from 'kysely'

/** Sign-in with a simulated eID card: the chips (their key, their PIN, its tries), and the cards that accounts hold. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table eid_chips (
      card_key bytea primary key,
      public_key bytea not null,
      private_key_sealed text not null,
      pin_hash text not null,
      tries_left integer not null default 3 check (tries_left between 0 and 3)
    )`.execute(db)
  await sql`
    create table eid_cards (
      id uuid primary key,
      account_id uuid not null,
      card_key bytea not null,
      public_key bytea not null,
      created_at timestamptz not null,
      used_at timestamptz,
      constraint eid_cards_card_key_key unique (card_key),
      constraint eid_cards_account_id_fkey foreign key (account_id) references accounts (id) on delete cascade
    )`.execute(db)
  await sql`create index eid_cards_account_id_idx on eid_cards (account_id)`.execute(db)
  await sql`
    create or replace view held_factors (account_id, factor, needs_known_device) as
      select id, text 'identification-mail', false from accounts where email_confirmed_at is not null
      union all select account_id, 'password', closed_at is not null from passwords
      union all select account_id, 'totp', false from totp_authenticators
      union all select e.account_id, 'email-code', false from email_code_authenticators e
        join accounts a on a.id = e.account_id where a.email_confirmed_at is not null
      union all select account_id, 'passkey', false from passkeys
      union all select account_id, 'dap', false from wallet_keys
      union all select account_id, 'eid', false from eid_cards`.execute(db)
}
