import { sql } from 'kysely'
import type { Db } from '../database/connect.ts'
import type { Transaction } from '../database/transaction.ts'
import { type EpochSeconds, toDate } from '../system/clock.ts'

/** A person at our own pages, as stored. */
export interface OwnSessionRow {
  readonly accountId: string
  readonly sessionUid: string
  readonly acr: string
  readonly amr: readonly string[]
  readonly authTime: EpochSeconds
}

export interface OwnSessionKey {
  readonly idHash: Buffer
  readonly clientId: string
}

/** Whose own session this is, while the provider's session that it rests on lives and its account may be signed in. */
export async function findOwnSession(
  db: Db,
  { idHash, clientId }: OwnSessionKey,
  now: EpochSeconds,
): Promise<OwnSessionRow | null> {
  const { rows } = await sql<OwnSessionRow>`
    select o.account_id as "accountId", o.session_uid as "sessionUid", o.acr, o.amr,
      floor(extract(epoch from o.auth_time))::float8 as "authTime"
    from own_sessions o
      join sessions s on s.uid = o.session_uid and s.account_id = o.account_id
      join accounts a on a.id = o.account_id
    where o.id_hash = ${idHash} and o.client_id = ${clientId}
      and s.ended_at is null and s.expires_at > ${toDate(now)}
      -- A late job lengthens no life: deadlines are judged here, to the second
      and (a.state = 'ACTIVE' and (a.password_expires_at is null or a.password_expires_at >= ${toDate(now)})
        or a.state = 'TEMP_ACTIVE' and (a.temporary_until is null or a.temporary_until >= ${toDate(now)}))`.execute(db)
  return rows[0] ?? null
}

/** Begins an own session in the place of `replaced`. False where the provider's session ended meanwhile. */
export async function beginOwnSession(
  transaction: Transaction,
  { idHash, clientId, replaced, ...person }: OwnSessionKey & OwnSessionRow & { readonly replaced: Buffer | null },
  now: EpochSeconds,
): Promise<boolean> {
  const { rows } = await sql`
    with gone as (
      delete from own_sessions where id_hash = ${replaced}::bytea and client_id = ${clientId}
    )
    insert into own_sessions (id_hash, client_id, account_id, session_uid, acr, amr, auth_time, started_at)
    select ${idHash}::bytea, ${clientId}, s.account_id, s.uid, ${person.acr}, ${[...person.amr]}::text[],
      ${toDate(person.authTime)}::timestamptz, ${toDate(now)}::timestamptz
    from sessions s where s.uid = ${person.sessionUid} and s.account_id = ${person.accountId}
      and s.ended_at is null and s.expires_at > ${toDate(now)}
    returning client_id`.execute(transaction)
  return rows.length === 1
}

export async function endOwnSession(db: Db, { idHash, clientId }: OwnSessionKey): Promise<void> {
  await sql`delete from own_sessions where id_hash = ${idHash} and client_id = ${clientId}`.execute(db)
}
