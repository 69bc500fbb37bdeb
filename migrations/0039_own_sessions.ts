import { sql, type Kysely } from 'kysely'

/** Who is signed in to our own pages (My data, the office desk): each rests on a session of the provider and ends with it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table own_sessions (
      id_hash bytea primary key,
      client_id text not null,
      account_id uuid not null,
      session_uid text not null,
      acr text not null,
      amr text[] not null,
      auth_time timestamptz not null,
      started_at timestamptz not null,
      constraint own_sessions_account_id_fkey foreign key (account_id) references accounts (id) on delete cascade,
      constraint own_sessions_session_uid_fkey foreign key (session_uid) references sessions (uid) on delete cascade
    )`.execute(db)
  await sql`create index own_sessions_account_id_idx on own_sessions (account_id)`.execute(db)
  await sql`create index own_sessions_session_uid_idx on own_sessions (session_uid)`.execute(db)
}
