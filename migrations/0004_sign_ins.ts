import { sql, type Kysely } from 'kysely'

/** The progress of a sign-in, keyed by the provider's `cid`: what happened, never what it means. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table sign_ins (
      cid text primary key,
      client_id text not null,
      account_id uuid,
      events jsonb not null default '[]',
      ceremony text,
      recovering text,
      declined text[] not null default '{}',
      switch_accepted boolean not null default false,
      account_confirmed boolean not null default false,
      rounds integer not null default 0,
      expires_at timestamptz not null
    )`.execute(db)
  await sql`create index sign_ins_expires_at_idx on sign_ins (expires_at)`.execute(db)
}
