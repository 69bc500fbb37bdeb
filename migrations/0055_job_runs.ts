import { sql, type Kysely } from 'kysely'

/** When each job that is done by the clock last ran, and how: what instances agree by, and what `kapu job list` shows. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table job_runs (
      job text primary key,
      instance text not null,
      started_at timestamptz not null,
      finished_at timestamptz,
      done bigint,
      error text
    )`.execute(db)
}
