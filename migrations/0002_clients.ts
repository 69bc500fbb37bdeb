import { sql, type Kysely } from 'kysely'

/**
 * The registered clients. A deleted one stays, emptied, so that its id can never be given to somebody else, who would
 * inherit the consents and subjects that people gave to the first.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table clients (
      client_id text primary key,
      metadata jsonb not null,
      secret_sealed text,
      names jsonb not null,
      public_body boolean not null,
      optional_claims text[] not null default '{}',
      sector text not null,
      rules jsonb not null,
      version integer not null default 1,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      deleted_at timestamptz
    )`.execute(db)
}
