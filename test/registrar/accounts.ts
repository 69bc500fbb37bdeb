/** Accounts in the states that bring people to the desk. */
import { sql } from 'kysely'
import type { Kapu, TestAccount } from '../support/kapu.ts'

const DAY = 86_400

/** One whose password expired so many days ago and was not renewed. */
export async function inactive(kapu: Kapu, daysPast: number): Promise<TestAccount> {
  const person = await kapu.account()
  const expired = new Date(Date.now() - daysPast * DAY * 1000)
  const window = new Date(expired.getTime() + 60 * DAY * 1000)
  await sql`
    update accounts set state = 'INACTIVE', password_expires_at = ${expired}, window_ends_at = ${window},
      first_active_at = created_at where id = ${person.id}`.execute(kapu.db)
  return person
}

/** One whose password too many failures closed (RD7). */
export async function closedPassword(kapu: Kapu): Promise<TestAccount> {
  const person = await kapu.account()
  await sql`update passwords set closed_at = now() where account_id = ${person.id}`.execute(kapu.db)
  return person
}

export async function heldBy(kapu: Kapu, accountId: string): Promise<readonly string[]> {
  const rows = await kapu.db
    .selectFrom('held_factors')
    .select('factor')
    .where('account_id', '=', accountId)
    .orderBy('factor')
    .execute()
  return rows.map(({ factor }) => factor)
}
