import { sql, type Kysely } from 'kysely'

/** What a registration form said beside the person and the account: the notice that was read, the document it named. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table registration_forms (
      account_id uuid primary key,
      notice_version text not null,
      notice_at timestamptz not null,
      document_sealed text,
      constraint registration_forms_account_id_fkey foreign key (account_id) references accounts (id) on delete cascade
    )`.execute(db)
}
