import { sql, type RawBuilder } from 'kysely'
import type { ClientProfile } from '../../clients/client.ts'
import { profileColumn } from '../../clients/store.ts'
import type { Db } from '../../database/connect.ts'
import { type EpochSeconds, toDate } from '../../system/clock.ts'

/** The way back to the service of one interaction. */
export interface NewTicket {
  /** As the interaction's: the SHA-256 of its uid, with the model's name before it. */
  readonly id: Buffer
  readonly clientId: string
  /** In which the person was spoken to. */
  readonly language: string | null
  /** Until when the interaction itself lives. */
  readonly usableUntil: EpochSeconds
  /** As long as it can be made to live. */
  readonly extendableUntil: EpochSeconds
  readonly expiresAt: EpochSeconds
}

/** A ticket with its client; null where that was deleted meanwhile. */
export interface FoundTicket {
  readonly client: ClientProfile | null
  readonly language: string | null
  readonly usableUntil: Date
  readonly finishedAt: Date | null
}

/** `with` clause `ticket`: written once, where `source` (an earlier clause of the same statement) stored the interaction. */
export function issued(ticket: NewTicket, source: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`ticket as (
    insert into return_tickets (id, client_id, language, usable_until, extendable_until, expires_at)
    select ${ticket.id}::bytea, ${ticket.clientId}, ${ticket.language}, ${toDate(ticket.usableUntil)}::timestamptz,
      ${toDate(ticket.extendableUntil)}::timestamptz, ${toDate(ticket.expiresAt)}::timestamptz
    from ${source} on conflict (id) do nothing
  )`
}

/** `with` clause `finished`: the interaction that `source` deleted has led on. */
export function finished(id: Buffer, now: EpochSeconds, source: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`finished as (
    update return_tickets set finished_at = ${toDate(now)}
    where id = ${id} and finished_at is null and exists (select 1 from ${source})
  )`
}

/** Null for an interaction that never was, or is too long ago. */
export async function findTicket(db: Db, id: Buffer, now: EpochSeconds): Promise<FoundTicket | null> {
  const { rows } = await sql<FoundTicket>`
    select ${profileColumn} as client, t.language, t.usable_until as "usableUntil", t.finished_at as "finishedAt"
    from return_tickets t left join clients client on client.client_id = t.client_id and client.deleted_at is null
    where t.id = ${id} and t.expires_at > ${toDate(now)}`.execute(db)
  return rows[0] ?? null
}
