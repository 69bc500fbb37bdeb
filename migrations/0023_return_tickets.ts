import { sql, type Kysely } from 'kysely'

/** The way back to a service, kept for longer than the interaction it belongs to. Keyed by the interaction's hashed id. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table return_tickets (
      id bytea primary key,
      client_id text not null,
      language text,
      usable_until timestamptz not null,
      finished_at timestamptz,
      expires_at timestamptz not null
    )`.execute(db)
  await sql`create index return_tickets_expires_at_idx on return_tickets (expires_at)`.execute(db)
}
