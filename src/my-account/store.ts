import { sql } from 'kysely'
import type { AccountState } from '../assurance/policy.ts'
import type { Db } from '../database/connect.ts'
import { type EpochSeconds, toDate } from '../system/clock.ts'

/** What the first page tells of an account. */
export interface AccountOverview {
  readonly username: string
  readonly state: AccountState
  readonly temporaryUntil: EpochSeconds | null
  readonly passwordUntil: EpochSeconds | null
  readonly mailResetAt: EpochSeconds | null
  /** The latest sign-in in another session than this one. */
  readonly lastSignIn: {
    readonly at: EpochSeconds
    readonly clientId: string | null
    readonly names: Names | null
  } | null
}

/** A service's names; null for one that was deleted. */
export interface Names {
  readonly hu: string
  readonly en: string
}

const seconds = (column: string) => sql`floor(extract(epoch from ${sql.ref(column)}))::float8`

/** The account as its owner sees it; null where it was deleted meanwhile. `sessionRef` is how the audit names a session. */
export async function accountOverview(db: Db, accountId: string, sessionRef: Buffer): Promise<AccountOverview | null> {
  const { rows } = await sql<AccountOverview>`
    select a.username, a.state, ${seconds('a.temporary_until')} as "temporaryUntil",
      ${seconds('a.password_expires_at')} as "passwordUntil", ${seconds('a.mail_reset_at')} as "mailResetAt",
      (select jsonb_build_object('at', floor(extract(epoch from e.at)), 'clientId', e.client_id, 'names', c.names)
        from audit_events e left join clients c on c.client_id = e.client_id and c.deleted_at is null
        where e.subject_account_id = a.id and e.event = 'sign_in.finished' and e.session_ref is distinct from ${sessionRef}
        order by e.at desc limit 1) as "lastSignIn"
    from accounts a where a.id = ${accountId}`.execute(db)
  return rows[0] ?? null
}

export async function usernameOf(db: Db, accountId: string): Promise<string | null> {
  const { rows } = await sql<{ username: string }>`select username from accounts where id = ${accountId}`.execute(db)
  return rows[0]?.username ?? null
}

/** A browser in which the account is signed in. */
export interface LivingSession {
  readonly uid: string
  readonly startedAt: EpochSeconds
  readonly usedAt: EpochSeconds
  readonly endsAt: EpochSeconds
  readonly shared: boolean
  readonly services: ReadonlyArray<{ readonly clientId: string; readonly names: Names }>
}

/** Where an account is signed in, last used first. */
export async function livingSessionsOf(db: Db, accountId: string, now: EpochSeconds): Promise<LivingSession[]> {
  const { rows } = await sql<LivingSession>`
    select s.uid, ${seconds('s.started_at')} as "startedAt", ${seconds('s.seen_at')} as "usedAt",
      ${seconds('s.expires_at')} as "endsAt", s.shared,
      (select coalesce(jsonb_agg(jsonb_build_object('clientId', c.client_id, 'names', c.names) order by a.authorized_at), '[]')
        from session_authorizations a join clients c on c.client_id = a.client_id and c.deleted_at is null
        where a.session_uid = s.uid) as services
    from sessions s where s.account_id = ${accountId} and s.ended_at is null and s.expires_at > ${toDate(now)}
    order by s.seen_at desc, s.uid`.execute(db)
  return rows
}

/** What a service received from an account, and what it may still ask for. */
export interface ConnectedServiceRow {
  readonly clientId: string
  readonly names: Names
  readonly publicBody: boolean
  readonly since: EpochSeconds
  readonly received: readonly string[]
  readonly refused: readonly string[]
  /** A refresh token of it is out. */
  readonly away: boolean
}

/**
 * Services with a consent or a living grant of this account, latest first. A consent's set of claims begins with the
 * version of the page that it was given on.
 */
export async function connectedServicesOf(
  db: Db,
  accountId: string,
  now: EpochSeconds,
): Promise<ConnectedServiceRow[]> {
  const { rows } = await sql<ConnectedServiceRow>`
    with given as (
      select client_id, min(given_at) as since, array_agg(distinct claim) filter (where claim is not null) as claims,
        array_agg(distinct claim) filter (where claim = any(refused_claims)) as refused
      from consents left join lateral unnest((string_to_array(claim_set, ' '))[2:]) as claim on claim <> ''
      where account_id = ${accountId} group by client_id
    ), granted as (
      select client_id, bool_or(model = 'RefreshToken') as away from oidc_items
      where account_id = ${accountId} and model in ('Grant', 'RefreshToken') and expires_at > ${toDate(now)}
      group by client_id
    ), seen as (
      select a.client_id, min(a.authorized_at) as since from session_authorizations a
      join sessions s on s.uid = a.session_uid where s.account_id = ${accountId} group by a.client_id
    )
    select c.client_id as "clientId", c.names, c.public_body as "publicBody",
      floor(extract(epoch from coalesce(g.since, seen.since, ${toDate(now)}::timestamptz)))::float8 as since,
      coalesce(array(select claim from unnest(g.claims) claim where claim <> all(coalesce(g.refused, '{}')) order by 1), '{}')
        as received,
      coalesce(g.refused, '{}') as refused, coalesce(granted.away, false) as away
    from clients c left join given g using (client_id) left join granted using (client_id) left join seen using (client_id)
    where c.deleted_at is null and (g.client_id is not null or granted.client_id is not null)
      and c.client_id not in ('my-data', 'registrar-desk')
    order by since desc, c.client_id`.execute(db)
  return rows
}
