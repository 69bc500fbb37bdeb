import { sql } from 'kysely'
import type { EpochSeconds, Seconds } from '../assurance/event.ts'
import type { Db } from '../database/connect.ts'
import type { Transaction } from '../database/transaction.ts'
import { toDate } from '../system/clock.ts'
import { JOB_OPTIONS, TASK, type MailJob } from './job.ts'

/** The queue's own function, in the caller's transaction: the mail leaves if and only if the transaction commits. */
export async function addMailJob(transaction: Transaction, job: MailJob): Promise<void> {
  await sql`
    select graphile_worker.add_job(${TASK}, ${JSON.stringify(job)}::json,
      job_key => ${job.id}, max_attempts => ${JOB_OPTIONS.maxAttempts}::integer)`.execute(transaction)
}

/** How a statement is sent from within a job: on a connection of the queue's. */
type Query = (text: string, values: unknown[]) => Promise<unknown>

/** Notes how a delivery went: one row for the whole installation, so that all instances see the same. */
export async function noteDelivery(query: Query, works: boolean, now: EpochSeconds): Promise<void> {
  await query(
    `insert into mail_deliveries as d (failures_in_a_row, last_failed_at) values ($1, $2)
      on conflict (only_row) do update set
        failures_in_a_row = case when $1 = 0 then 0 else d.failures_in_a_row + 1 end,
        last_failed_at = coalesce($2, d.last_failed_at)`,
    [works ? 0 : 1, works ? null : toDate(now)],
  )
}

/** How many deliveries in a row have failed by now; none where the last one is longer ago than `since`. */
export async function failuresInARow(db: Db, since: EpochSeconds): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select failures_in_a_row as count from mail_deliveries where last_failed_at >= ${toDate(since)}`.execute(db)
  return rows[0]?.count ?? 0
}

/** Whether some mail is due since `longest` seconds and nobody has taken it. The queue's own clock rules: it dates jobs. */
export async function mailsWaiting(db: Db, longest: Seconds): Promise<boolean> {
  const { rows } = await sql`
    select 1 from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    where t.identifier = ${TASK} and j.locked_at is null and j.attempts < j.max_attempts
      and j.run_at < now() - make_interval(secs => ${longest}) limit 1`.execute(db)
  return rows.length > 0
}
