import { sql, type Kysely } from 'kysely'

/**
 * Passwords, and the view `held_factors`: which factors each account holds. Every factor's migration restates the
 * view with its own line added. A confirmed address is the factor `identification-mail` and needs no table.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table passwords (
      account_id uuid primary key,
      id uuid not null default gen_random_uuid(),
      hash text not null,
      set_at timestamptz not null,
      expires_at timestamptz,
      closed_at timestamptz,
      constraint passwords_account_id_fkey foreign key (account_id) references accounts (id) on delete cascade
    )`.execute(db)
  await sql`
    create view held_factors (account_id, factor) as
      select id, text 'identification-mail' from accounts where email_confirmed_at is not null
      union all select account_id, 'password' from passwords where closed_at is null`.execute(db)
}
