import { sql } from 'kysely'
import type { LifeRow } from '../../accounts/life/life-account.ts'
import { lifeColumn } from '../../accounts/life/store.ts'
import type { Db } from '../../database/connect.ts'
import type { Transaction } from '../../database/transaction.ts'
import { type EpochSeconds, toDate } from '../../system/clock.ts'

/** A suspension, or the end of one, that waits for a second administrator. */
export interface SuspensionRequest {
  readonly id: string
  readonly accountId: string
  readonly username: string
  readonly kind: 'suspend' | 'lift'
  readonly reasonSealed: string
  readonly requestedBy: string
  readonly requestedAt: EpochSeconds
  readonly expiresAt: EpochSeconds
}

export async function insertRequest(
  transaction: Transaction,
  request: Omit<SuspensionRequest, 'username'>,
): Promise<void> {
  await sql`
    insert into suspension_requests (id, account_id, kind, reason_sealed, requested_by, requested_at, expires_at)
    values (${request.id}, ${request.accountId}, ${request.kind}, ${request.reasonSealed}, ${request.requestedBy},
      ${toDate(request.requestedAt)}, ${toDate(request.expiresAt)})`.execute(transaction)
}

const columns = sql`r.id, r.account_id as "accountId", a.username, r.kind, r.reason_sealed as "reasonSealed",
  r.requested_by as "requestedBy", floor(extract(epoch from r.requested_at))::float8 as "requestedAt",
  floor(extract(epoch from r.expires_at))::float8 as "expiresAt"`

/** Requests that nobody has decided and that still can be, oldest first. */
export async function openRequests(db: Db, now: EpochSeconds): Promise<readonly SuspensionRequest[]> {
  const { rows } = await sql<SuspensionRequest>`
    select ${columns} from suspension_requests r join accounts a on a.id = r.account_id
    where r.decided_at is null and r.expires_at >= ${toDate(now)} order by r.requested_at`.execute(db)
  return rows
}

/** Takes a request for this administrator: once, and never for who made it. Null where there is nothing to take. */
export async function takeRequest(
  transaction: Transaction,
  { id, administrator, now }: { id: string; administrator: string; now: EpochSeconds },
): Promise<SuspensionRequest | null> {
  const { rows } = await sql<SuspensionRequest>`
    update suspension_requests r set decided_by = ${administrator}, decided_at = ${toDate(now)} from accounts a
    where r.id = ${id} and a.id = r.account_id and r.decided_at is null and r.expires_at >= ${toDate(now)}
      and r.requested_by <> ${administrator}
    returning ${columns}`.execute(transaction)
  return rows[0] ?? null
}

/** What an administrator may see of an account: no name, no address. */
export interface AccountDetails {
  readonly id: string
  readonly username: string
  /** From which `stateAt` tells the state. */
  readonly life: LifeRow
  readonly verified: boolean
  readonly openedAt: EpochSeconds
  readonly temporaryUntil: EpochSeconds | null
  readonly windowEndsAt: EpochSeconds | null
  readonly passwordExpiresAt: EpochSeconds | null
  readonly passwordClosed: boolean
  readonly mailResetAt: EpochSeconds | null
  readonly nextDueAt: EpochSeconds | null
  readonly held: readonly string[]
  readonly sessions: number
  readonly codes: readonly { readonly purpose: string; readonly expiresAt: EpochSeconds }[]
}

const seconds = (column: string) => sql`floor(extract(epoch from ${sql.ref(column)}))::float8`

export async function accountDetails(db: Db, accountId: string, now: EpochSeconds): Promise<AccountDetails | null> {
  const { rows } = await sql<AccountDetails>`
    select a.id, a.username, ${lifeColumn} as life, p.verified, ${seconds('a.created_at')} as "openedAt",
      ${seconds('a.temporary_until')} as "temporaryUntil", ${seconds('a.window_ends_at')} as "windowEndsAt",
      ${seconds('a.password_expires_at')} as "passwordExpiresAt", ${seconds('a.mail_reset_at')} as "mailResetAt",
      ${seconds('a.next_due_at')} as "nextDueAt",
      exists (select 1 from passwords w where w.account_id = a.id and w.closed_at is not null) as "passwordClosed",
      array(select h.factor from held_factors h where h.account_id = a.id order by 1) as held,
      (select count(*)::int from sessions s where s.account_id = a.id and s.ended_at is null
        and s.expires_at > ${toDate(now)}) as sessions,
      (select coalesce(jsonb_agg(jsonb_build_object('purpose', c.purpose,
          'expiresAt', floor(extract(epoch from c.expires_at))) order by c.purpose), '[]')
        from one_time_codes c where c.account_id = a.id and c.used_at is null and c.superseded_at is null
          and c.expires_at >= ${toDate(now)}) as codes
    from accounts a join persons p on p.id = a.person_id where a.id = ${accountId}`.execute(db)
  return rows[0] ?? null
}
