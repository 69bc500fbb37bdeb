import { sql } from 'kysely'
import type { Transaction } from '../database/transaction.ts'
import { JOB_OPTIONS, TASK, type MailJob } from './job.ts'

/** The queue's own function, in the caller's transaction: the mail leaves if and only if the transaction commits. */
export async function addMailJob(transaction: Transaction, job: MailJob): Promise<void> {
  await sql`
    select graphile_worker.add_job(${TASK}, ${JSON.stringify(job)}::json,
      job_key => ${job.id}, max_attempts => ${JOB_OPTIONS.maxAttempts}::integer)`.execute(transaction)
}
