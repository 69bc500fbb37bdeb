import { sql, type Kysely } from 'kysely'

/** Code cards, one an account. Held while a code is left. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table code_cards (
      account_id uuid primary key,
      id uuid not null,
      codes_sealed text not null,
      next_code integer not null default 0,
      created_at timestamptz not null,
      constraint code_cards_account_id_fkey foreign key (account_id) references accounts (id) on delete cascade
    )`.execute(db)
  // HELD_FACTORS
}
