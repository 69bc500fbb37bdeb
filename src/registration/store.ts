import { sql } from 'kysely'
import type { Transaction } from '../database/transaction.ts'
import { toDate, type EpochSeconds } from '../system/clock.ts'

/** Keeps what the form said beside the person and the account. */
export async function insertRegistrationForm(
  transaction: Transaction,
  form: {
    readonly accountId: string
    readonly noticeVersion: string
    readonly noticeAt: EpochSeconds
    readonly documentSealed: string | null
  },
): Promise<void> {
  await transaction
    .insertInto('registration_forms')
    .values({
      account_id: form.accountId,
      notice_version: form.noticeVersion,
      notice_at: toDate(form.noticeAt),
      document_sealed: form.documentSealed,
    })
    .execute()
}

/** Puts a job into the queue, in the caller's transaction. */
export async function addForgottenJob(transaction: Transaction, task: string, payload: object): Promise<void> {
  await sql`select graphile_worker.add_job(${task}, ${JSON.stringify(payload)}::json, max_attempts => 5)`.execute(
    transaction,
  )
}
