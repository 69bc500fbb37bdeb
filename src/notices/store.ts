import { sql } from 'kysely'
import type { Db } from '../database/connect.ts'
import type { Transaction } from '../database/transaction.ts'
import { type EpochSeconds, toDate } from '../system/clock.ts'
import type { Notice } from './notice.ts'

/** Says it from now on; another notice of the same method gives way. */
export async function putNotice(transaction: Transaction, notice: Notice, at: EpochSeconds): Promise<void> {
  const { method, texts, closed, until } = notice
  await sql`
    insert into method_notices (method, text_hu, text_en, closed, until, set_at)
    values (${method}, ${texts.hu}, ${texts.en}, ${closed}, ${until === null ? null : toDate(until)}, ${toDate(at)})
    on conflict (method) do update set text_hu = excluded.text_hu, text_en = excluded.text_en,
      closed = excluded.closed, until = excluded.until, set_at = excluded.set_at`.execute(transaction)
}

/** Takes the method's notice away; false where there is none. */
export async function deleteNotice(transaction: Transaction, method: string): Promise<boolean> {
  const { rows } = await sql`delete from method_notices where method = ${method} returning 1`.execute(transaction)
  return rows.length === 1
}

/** All notices, also those whose time is over. */
export async function readNotices(db: Db): Promise<readonly Notice[]> {
  const { rows } = await sql<Notice>`
    select method, jsonb_build_object('hu', text_hu, 'en', text_en) as texts, closed,
      floor(extract(epoch from until))::float8 as until
    from method_notices order by method`.execute(db)
  return rows
}
