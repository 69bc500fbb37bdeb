import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'
import type { Transaction } from '../../database/transaction.ts'
import { type EpochSeconds, toDate } from '../../system/clock.ts'
import type { Names } from '../store.ts'

/** What part of the log is wanted. Days are calendar days of the country, `2026-11-20`, both inclusive. */
export interface Selection {
  readonly events: readonly string[]
  /** Only what an office or an operator did. */
  readonly byOffice: boolean
  readonly from: string | null
  readonly to: string | null
}

/** A row as the log needs it. */
export interface ActivityRow {
  readonly id: string
  readonly uid: string
  readonly at: EpochSeconds
  readonly event: string
  readonly outcome: 'success' | 'failure'
  readonly actorType: 'person' | 'administrator' | 'registrar' | 'system' | 'client'
  readonly clientId: string | null
  readonly names: Names | null
  readonly reason: string | null
  readonly address: string | null
  readonly detail: string | null
}

/** Newest first; `before` is the id of the last one shown. */
export async function activityOf(
  db: Db | Transaction,
  accountId: string,
  { events, byOffice, from, to }: Selection,
  { before, limit }: { readonly before: string | null; readonly limit: number },
): Promise<ActivityRow[]> {
  const { rows } = await sql<ActivityRow>`
    select e.id::text as id, e.uid, floor(extract(epoch from e.at))::float8 as at, e.event, e.outcome,
      e.actor_type as "actorType", e.client_id as "clientId", c.names, e.reason, e.address_sealed as address,
      e.detail_sealed as detail
    from audit_events e left join clients c on c.client_id = e.client_id and c.deleted_at is null
    where e.subject_account_id = ${accountId} and e.event = any(${[...events]}::text[])
      and (not ${byOffice}::boolean or e.actor_type in ('registrar', 'administrator'))
      and (${from}::date is null or e.at >= (${from}::date::timestamp at time zone 'Europe/Budapest'))
      and (${to}::date is null or e.at < ((${to}::date + 1)::timestamp at time zone 'Europe/Budapest'))
      and (${before}::bigint is null or e.id < ${before}::bigint)
    order by e.id desc limit ${limit}`.execute(db)
  return rows
}

/** How a person wants to be told periodically. */
export interface StatementSettings {
  readonly every: 'off' | 'month' | 'quarter'
  readonly detailed: boolean
  readonly language: 'hu' | 'en'
}

export async function statementSettings(db: Db, accountId: string): Promise<StatementSettings | null> {
  const { rows } = await sql<StatementSettings>`
    select every, detailed, language from statement_settings where account_id = ${accountId}`.execute(db)
  return rows[0] ?? null
}

/** Who begins, or begins again, hears of the month under way first, once it is over. */
export async function saveStatementSettings(
  transaction: Transaction,
  accountId: string,
  { every, detailed, language }: StatementSettings,
  now: EpochSeconds,
): Promise<void> {
  await sql`
    insert into statement_settings (account_id, every, detailed, language, sent_through, changed_at)
    values (${accountId}, ${every}, ${detailed}, ${language},
      (date_trunc('month', ${toDate(now)}::timestamptz at time zone 'Europe/Budapest') - interval '1 day')::date, ${toDate(now)})
    on conflict (account_id) do update set every = excluded.every, detailed = excluded.detailed,
      language = excluded.language, changed_at = excluded.changed_at,
      sent_through = case when statement_settings.every = 'off' then excluded.sent_through
        else statement_settings.sent_through end`.execute(transaction)
}

/** A statement that is due; its months are taken, and nobody else sends it. */
export interface DueStatement extends StatementSettings {
  readonly accountId: string
  /** Days, `2026-11-01`, both inclusive. */
  readonly from: string
  readonly to: string
}

/**
 * Takes at most `limit` statements whose months are over. A job that was away tells of all of them in one; one that
 * dies sends nothing and takes nothing.
 */
export async function takeDueStatements(
  transaction: Transaction,
  now: EpochSeconds,
  limit: number,
): Promise<DueStatement[]> {
  const { rows } = await sql<DueStatement>`
    with today as (
      select date_trunc('month', ${toDate(now)}::timestamptz at time zone 'Europe/Budapest') as month,
        date_trunc('quarter', ${toDate(now)}::timestamptz at time zone 'Europe/Budapest') as quarter
    ), due as (
      select s.account_id, s.sent_through,
        (case s.every when 'month' then today.month else today.quarter end - interval '1 day')::date as through
      from statement_settings s, today
      where s.every <> 'off'
        and s.sent_through < (case s.every when 'month' then today.month else today.quarter end - interval '1 day')::date
      order by s.sent_through, s.account_id limit ${limit} for update of s skip locked
    )
    update statement_settings s set sent_through = due.through from due where s.account_id = due.account_id
    returning s.account_id as "accountId", s.every, s.detailed, s.language,
      to_char(due.sent_through + 1, 'YYYY-MM-DD') as "from", to_char(due.through, 'YYYY-MM-DD') as "to"`.execute(
    transaction,
  )
  return rows
}
