import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'
import type { Transaction } from '../../database/transaction.ts'
import { toDate, toEpochSeconds, type EpochSeconds } from '../../system/clock.ts'

/** One form for one browser: the latest. */
export async function keepForm(
  transaction: Transaction,
  form: { readonly browserHash: Buffer; readonly formSealed: string; readonly expiresAt: EpochSeconds },
): Promise<void> {
  await sql`
    insert into forms_to_sign (browser_hash, form_sealed, expires_at)
    values (${form.browserHash}, ${form.formSealed}, ${toDate(form.expiresAt)})
    on conflict (browser_hash) do update set form_sealed = excluded.form_sealed, expires_at = excluded.expires_at
  `.execute(transaction)
}

export async function findForm(
  db: Db,
  browserHash: Buffer,
): Promise<{ readonly formSealed: string; readonly expiresAt: EpochSeconds } | null> {
  const row = await db
    .selectFrom('forms_to_sign')
    .select(['form_sealed', 'expires_at'])
    .where('browser_hash', '=', browserHash)
    .executeTakeFirst()
  return row === undefined ? null : { formSealed: row.form_sealed, expiresAt: toEpochSeconds(row.expires_at) }
}

/** Takes this very form. Of two who come at once, one gets true. */
export async function takeForm(transaction: Transaction, browserHash: Buffer, formSealed: string): Promise<boolean> {
  const { rows } = await sql`
    delete from forms_to_sign where browser_hash = ${browserHash} and form_sealed = ${formSealed} returning 1
  `.execute(transaction)
  return rows.length === 1
}
