import { sql } from 'kysely'
import type { EpochSeconds, Seconds } from '../assurance/event.ts'
import type { AccountState } from '../assurance/policy.ts'
import type { Db } from '../database/connect.ts'
import type { Transaction } from '../database/transaction.ts'
import { toDate, toEpochSeconds } from '../system/clock.ts'

/** At which office a clerk's own session stands, and when it was last used. */
export interface DeskSessionRow {
  readonly officeId: string | null
  readonly startedAt: EpochSeconds
  readonly seenAt: EpochSeconds
}

/** What an account must be for whoever sits at the desk with it. */
export interface ClerkAccount {
  readonly personId: string
  readonly username: string
  readonly state: AccountState
  readonly birthKey: string | null
}

export async function readClerkAccount(db: Db | Transaction, accountId: string): Promise<ClerkAccount | null> {
  const { rows } = await sql<ClerkAccount>`
    select a.person_id as "personId", a.username, a.state, p.birth_key as "birthKey"
    from accounts a join persons p on p.id = a.person_id where a.id = ${accountId}`.execute(db)
  return rows[0] ?? null
}

export async function readDeskSession(db: Db, sessionRef: Buffer, accountId: string): Promise<DeskSessionRow | null> {
  const row = await db
    .selectFrom('desk_sessions')
    .select(['office_id', 'started_at', 'seen_at'])
    .where('session_ref', '=', sessionRef)
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  if (row === undefined) return null
  return {
    officeId: row.office_id,
    startedAt: toEpochSeconds(row.started_at),
    seenAt: toEpochSeconds(row.seen_at),
  }
}

/** Begins a clerk's time at the desk; whatever office was chosen before has to be chosen again. */
export async function beginDeskSession(
  transaction: Transaction,
  { sessionRef, accountId, at }: { readonly sessionRef: Buffer; readonly accountId: string; readonly at: EpochSeconds },
): Promise<void> {
  await sql`
    insert into desk_sessions (session_ref, account_id, office_id, started_at, seen_at)
    values (${sessionRef}, ${accountId}, null, ${toDate(at)}, ${toDate(at)})
    on conflict (session_ref) do update
      set account_id = excluded.account_id, office_id = null, started_at = excluded.started_at, seen_at = excluded.seen_at
  `.execute(transaction)
}

export async function touchDeskSession(db: Db, sessionRef: Buffer, at: EpochSeconds): Promise<void> {
  await sql`
    update desk_sessions set seen_at = greatest(seen_at, ${toDate(at)}) where session_ref = ${sessionRef}`.execute(db)
}

export async function chooseOffice(transaction: Transaction, sessionRef: Buffer, officeId: string): Promise<void> {
  await transaction
    .updateTable('desk_sessions')
    .set({ office_id: officeId })
    .where('session_ref', '=', sessionRef)
    .execute()
}

/** The newest counts after this act; `refused` where the day was full, and then it was not counted. */
export async function countAct(
  db: Db,
  {
    accountId,
    at,
    hour,
    day,
    perDay,
  }: {
    readonly accountId: string
    readonly at: EpochSeconds
    readonly hour: Seconds
    readonly day: Seconds
    readonly perDay: number
  },
): Promise<{ readonly refused: boolean; readonly inHour: number }> {
  const now = toDate(at)
  const { rows } = await sql<{ hour_count: number }>`
    insert into desk_counts as c (account_id, hour_started_at, hour_count, day_started_at, day_count)
    values (${accountId}, ${now}, 1, ${now}, 1)
    on conflict (account_id) do update set
      hour_started_at = case when c.hour_started_at <= ${toDate(at - hour)} then ${now} else c.hour_started_at end,
      hour_count = case when c.hour_started_at <= ${toDate(at - hour)} then 1 else c.hour_count + 1 end,
      day_started_at = case when c.day_started_at <= ${toDate(at - day)} then ${now} else c.day_started_at end,
      day_count = case when c.day_started_at <= ${toDate(at - day)} then 1 else c.day_count + 1 end
    where c.day_started_at <= ${toDate(at - day)} or c.day_count < ${perDay}
    returning hour_count`.execute(db)
  const [row] = rows
  return { refused: row === undefined, inHour: row?.hour_count ?? 0 }
}
