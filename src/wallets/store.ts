import { sql } from 'kysely'
import type { Db } from '../database/connect.ts'
import type { Transaction } from '../database/transaction.ts'
import { type EpochSeconds, toDate } from '../system/clock.ts'
import { MOST_KEYS } from './keys/store.ts'

export interface NewTicket {
  readonly id: string
  readonly accountId: string
  readonly tokenHash: Buffer
  readonly codeHash: string
  readonly issuedAt: EpochSeconds
  readonly expiresAt: EpochSeconds
}

/** The account's one ticket; whatever was out before is void. */
export async function insertTicket(transaction: Transaction, ticket: NewTicket): Promise<void> {
  await sql`
    update wallet_tickets set superseded_at = ${toDate(ticket.issuedAt)}
    where account_id = ${ticket.accountId} and used_at is null and superseded_at is null`.execute(transaction)
  await sql`
    insert into wallet_tickets (id, account_id, token_hash, code_hash, issued_at, expires_at)
    values (${ticket.id}, ${ticket.accountId}, ${ticket.tokenHash}, ${ticket.codeHash}, ${toDate(ticket.issuedAt)},
      ${toDate(ticket.expiresAt)})`.execute(transaction)
}

/** A living ticket by its token, with one try of its code taken; null where there is none, or no try is left. */
export async function tryTicket(
  db: Db,
  { tokenHash, now, maxTries }: { tokenHash: Buffer; now: EpochSeconds; maxTries: number },
): Promise<{ readonly id: string; readonly accountId: string; readonly codeHash: string } | null> {
  const { rows } = await sql<{ id: string; accountId: string; codeHash: string }>`
    update wallet_tickets t set tries = tries + 1 from accounts a
    where t.token_hash = ${tokenHash} and t.used_at is null and t.superseded_at is null
      and t.expires_at >= ${toDate(now)} and t.tries < ${maxTries} and a.id = t.account_id and a.state = 'ACTIVE'
    returning t.id, t.account_id as "accountId", t.code_hash as "codeHash"`.execute(db)
  return rows[0] ?? null
}

/**
 * Uses the ticket and binds the key, in one statement: true once, and never for a key that is bound already, or one more
 * than an account may have. The owner is locked.
 */
export async function bindKey(
  transaction: Transaction,
  { id, thumbprint, publicJwk, now }: { id: string; thumbprint: string; publicJwk: object; now: EpochSeconds },
): Promise<boolean> {
  const { rows } = await sql`
    with used as (
      update wallet_tickets set used_at = ${toDate(now)}
      where id = ${id} and used_at is null and superseded_at is null
        and (select count(*) from wallet_keys k where k.account_id = wallet_tickets.account_id) < ${MOST_KEYS}
      returning account_id
    )
    insert into wallet_keys (thumbprint, account_id, public_jwk, bound_at)
    select ${thumbprint}, account_id, ${JSON.stringify(publicJwk)}::jsonb, ${toDate(now)}::timestamptz from used
    on conflict do nothing returning 1`.execute(transaction)
  return rows.length === 1
}
