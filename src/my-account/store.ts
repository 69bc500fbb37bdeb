import { sql } from 'kysely'
import type { AccountState } from '../assurance/policy.ts'
import type { Db } from '../database/connect.ts'
import type { EpochSeconds } from '../system/clock.ts'

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
