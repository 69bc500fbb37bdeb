import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../../database/connect.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { Seconds } from '../../assurance/event.ts'
import { type EpochSeconds, toDate } from '../../system/clock.ts'

/** The task's name in the queue. */
export const TASK = 'send_logout_token'

/** After mails: a code is waited for by somebody. */
const PRIORITY = 10

/** For faults of our own; what a service answers has a schedule of its own. */
const MAX_ATTEMPTS = 5

const DAY = 24 * 60 * 60
/** Seconds a delivery is kept: one that nobody confirmed, for whoever looks after it; a confirmed one, for its page. */
const KEPT = 30 * DAY
const KEPT_CONFIRMED = DAY

/** A job whose time passed so long ago without a try is lost: its runner died (seconds). */
const LOST_AFTER = 120

/** One delivery's try that has begun. */
export interface BegunTry {
  readonly sessionUid: string
  readonly clientId: string
  readonly accountId: string
  readonly sid: string
  /** This try's number, from 1. */
  readonly tries: number
}

/**
 * For statements that end authorizations: common table expressions that queue a logout token for each row of `gone`
 * (`session_uid`, `account_id`, `client_id`, `sid`) whose client wants one. The statement must read `woken`, or its
 * jobs are not made.
 */
export function queueLogoutTokens(gone: RawBuilder<unknown>, now: EpochSeconds): RawBuilder<unknown> {
  const at = toDate(now)
  return sql`queued as (
      insert into logout_deliveries (id, session_uid, client_id, account_id, sid, sub, queued_at, next_try_at, expires_at)
      select gen_random_uuid(), gone.session_uid, gone.client_id, gone.account_id, gone.sid,
        -- Kept here: the account may be deleted in this very transaction
        (select p.sub from accounts a join pairwise_subjects p on p.person_id = a.person_id and p.sector = c.sector
          where a.id = gone.account_id), ${at}::timestamptz,
        ${at}::timestamptz, ${toDate(now + KEPT)}::timestamptz
      from (${gone}) gone join clients c on c.client_id = gone.client_id and c.deleted_at is null
      where c.metadata ? 'backchannel_logout_uri' and gone.account_id is not null
      on conflict (session_uid, client_id) where state = 'pending' do update set next_try_at = excluded.next_try_at
      returning id, tries
    ), woken as (select ${addJob(sql`queued.id`, sql`queued.tries`)} from queued)`
}

/** The key makes a delivery's next job replace the last. The queue's clock is the database's: waits are lengths. */
function addJob(id: RawBuilder<unknown>, tries: RawBuilder<unknown>, wait: Seconds = 0): RawBuilder<unknown> {
  return sql`graphile_worker.add_job(${TASK}, json_build_object('id', ${id}, 'tries', ${tries}),
    job_key => ${id}::text, run_at => now() + make_interval(secs => ${wait}), max_attempts => ${MAX_ATTEMPTS}::integer,
    priority => ${PRIORITY}::integer)`
}

/**
 * Begins the try that follows `tries` earlier ones; null where another runner has begun it, or there is nothing to do
 * any more.
 */
export async function beginTry(db: Db, id: string, tries: number, now: EpochSeconds): Promise<BegunTry | null> {
  const at = toDate(now)
  const { rows } = await sql<BegunTry>`
    update logout_deliveries set tries = tries + 1, last_tried_at = ${at}, next_try_at = ${at}
    where id = ${id} and state = 'pending' and tries = ${tries}
    returning session_uid as "sessionUid", client_id as "clientId", account_id as "accountId", sid, tries`.execute(db)
  return rows[0] ?? null
}

/** False where it was confirmed already: it is confirmed once. */
export async function confirmDelivery(transaction: Transaction, id: string, now: EpochSeconds): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update logout_deliveries set state = 'confirmed', confirmed_at = ${toDate(now)}, last_error = null,
      expires_at = ${toDate(now + KEPT_CONFIRMED)}
    where id = ${id} and state = 'pending'`.execute(transaction)
  return numAffectedRows === 1n
}

/** The try failed; the next one comes after `wait`. */
export async function deferDelivery(
  db: Db,
  { id, tries, error, wait, now }: { id: string; tries: number; error: string; wait: Seconds; now: EpochSeconds },
): Promise<void> {
  await sql`
    with deferred as (
      update logout_deliveries set last_error = ${error}, next_try_at = ${toDate(now + wait)}
      where id = ${id} and state = 'pending' and tries = ${tries} returning id, tries
    )
    select ${addJob(sql`deferred.id`, sql`deferred.tries`, wait)} from deferred`.execute(db)
}

/** The last try failed: it waits for an administrator. False where it is no longer this try's to give up. */
export async function giveUpDelivery(
  transaction: Transaction,
  { id, tries, error }: { id: string; tries: number; error: string },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update logout_deliveries set state = 'dead', last_error = ${error}
    where id = ${id} and state = 'pending' and tries = ${tries}`.execute(transaction)
  return numAffectedRows === 1n
}

/** Makes new jobs for at most `limit` deliveries whose jobs were lost. */
export async function wakeLostDeliveries(db: Db, now: EpochSeconds, limit: number): Promise<void> {
  await sql`
    with lost as (
      update logout_deliveries set next_try_at = ${toDate(now)} where id in (
        select id from logout_deliveries where state = 'pending' and next_try_at < ${toDate(now - LOST_AFTER)}
        limit ${limit} for update skip locked)
      returning id, tries
    )
    select ${addJob(sql`lost.id`, sql`lost.tries`)} from lost`.execute(db)
}

/** A delivery that nobody confirmed, as an administrator sees it. */
export interface OpenDelivery {
  readonly id: string
  readonly clientId: string
  readonly accountId: string
  readonly state: 'pending' | 'dead'
  readonly tries: number
  readonly queuedAt: EpochSeconds
  readonly lastTriedAt: EpochSeconds | null
  readonly lastError: string | null
}

/** Everything that is not confirmed: first what was given up, then what is still tried; oldest first. */
export async function openDeliveries(db: Db): Promise<OpenDelivery[]> {
  const { rows } = await sql<OpenDelivery>`
    select id, client_id as "clientId", account_id as "accountId", state, tries, last_error as "lastError",
      extract(epoch from queued_at)::float8 as "queuedAt", extract(epoch from last_tried_at)::float8 as "lastTriedAt"
    from logout_deliveries where state <> 'confirmed' order by state, queued_at, id`.execute(db)
  return rows
}

/** What was given a new round of tries. */
export interface RetriedDelivery {
  readonly id: string
  readonly clientId: string
  readonly accountId: string
  readonly sessionUid: string
}

/**
 * Begins the tries of one delivery, or of all that nobody confirmed (`id` null), anew and at once. A dead one that a
 * later one of the same session and client has replaced stays.
 */
export async function retryDeliveries(
  transaction: Transaction,
  id: string | null,
  now: EpochSeconds,
): Promise<RetriedDelivery[]> {
  const { rows } = await sql<RetriedDelivery>`
    with again as (
      update logout_deliveries d set state = 'pending', tries = 0, next_try_at = ${toDate(now)},
        expires_at = ${toDate(now + KEPT)}
      where d.state <> 'confirmed' and (${id}::uuid is null or d.id = ${id}::uuid)
        and (d.state = 'pending' or not exists (
          select 1 from logout_deliveries o where o.session_uid = d.session_uid and o.client_id = d.client_id
            and (o.state = 'pending' or o.state = 'dead' and (o.queued_at, o.id) > (d.queued_at, d.id))))
      returning id, client_id, account_id, session_uid, tries
    ), woken as (select ${addJob(sql`again.id`, sql`again.tries`)} from again)
    select id, client_id as "clientId", account_id as "accountId", session_uid as "sessionUid",
      (select count(*) from woken) from again order by id`.execute(transaction)
  return rows.map(({ id, clientId, accountId, sessionUid }) => ({ id, clientId, accountId, sessionUid }))
}

/** Whether there is a delivery with this id, in whatever state. */
export async function deliveryExists(db: Db, id: string): Promise<boolean> {
  const { rows } = await sql`select 1 from logout_deliveries where id = ${id}`.execute(db)
  return rows.length === 1
}

/** A service that was left, by its names, and whether it has confirmed. */
export interface LeftService {
  readonly names: { readonly hu: string; readonly en: string }
  /** `untold`: it wants no logout tokens. */
  readonly state: 'confirmed' | 'pending' | 'dead' | 'untold'
}

/** The services of the session that was ended with this receipt, as far as they are known. */
export async function servicesOfReceipt(db: Db, receiptHash: Buffer): Promise<LeftService[]> {
  const { rows } = await sql<LeftService>`
    select c.names, coalesce(d.state, 'untold') as state
    from sessions s
      join session_authorizations a on a.session_uid = s.uid
      join clients c on c.client_id = a.client_id and c.deleted_at is null
      left join lateral (select state from logout_deliveries
        where session_uid = s.uid and client_id = a.client_id order by queued_at desc limit 1) d on true
    where s.receipt_hash = ${receiptHash}
    order by a.authorized_at, a.client_id`.execute(db)
  return rows
}
