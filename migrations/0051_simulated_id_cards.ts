import { sql, type Kysely } from 'kysely'

/** The cards of the demonstration's register: numbers and codes as keyed hashes, the person sealed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table simulated_id_cards (
      card_key bytea primary key,
      code_key bytea not null,
      identity_sealed text not null,
      -- A day, 2021-05-04
      issued_on text not null check (issued_on ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
      -- The code is used once
      burnt_at timestamptz
    )`.execute(db)
}
