/**
 * The record of what happened. It owns the table `audit_events`: what a row holds, and that nobody can forge one with
 * the database alone. Whoever makes a change records it, in the same transaction; the record decides nothing.
 */
import type { Transaction } from '../database/transaction.ts'
import { toDate } from '../system/clock.ts'
import { sha256, type KeyedHash } from '../system/hashing.ts'
import { randomUuid } from '../system/random.ts'
import type { Sealing } from '../system/sealing.ts'
import { authenticate, isAuthentic, type AuditRow, type StoredAuditRow } from './authenticate.ts'
import type { AuditEvent } from './event.ts'
import { insertEvent } from './store.ts'

export type { AuditEvent }

const SCHEMA_VERSION = 1

export interface Audit {
  /** Throws where the row cannot be written: then the change must not be either. */
  record(transaction: Transaction, event: AuditEvent): Promise<void>
  /** The row alone, for a statement that changes something and inserts the row at once. */
  row(event: AuditEvent): Promise<AuditRow>
  /** True for a row as we wrote it, under any key that is loaded. */
  isAuthentic(row: AuditRow | StoredAuditRow): boolean
  /** What was sealed in a row: for who may see it. */
  open(
    row: Pick<StoredAuditRow, 'uid' | 'address_sealed' | 'detail_sealed'>,
  ): Promise<{ address: string | null; detail: Readonly<Record<string, string>> | null }>
}

export interface AuditDependencies {
  readonly sealing: Sealing
  /** Keys that are nowhere in the database. */
  readonly keyed: KeyedHash
  /** The name of this process among those that write: a host, a container. */
  readonly instance: string
}

export function createAudit({ sealing, keyed, instance }: AuditDependencies): Audit {
  async function row(event: AuditEvent): Promise<AuditRow> {
    const uid = randomUuid()
    const unauthenticated = {
      uid,
      schema_version: SCHEMA_VERSION,
      instance,
      at: toDate(event.at),
      event: event.event,
      outcome: event.outcome,
      actor_type: event.actor.type,
      actor_id: event.actor.id,
      subject_account_id: event.subjectAccountId ?? null,
      client_id: event.clientId ?? null,
      session_ref: event.sessionUid === undefined ? null : sessionRef(event.sessionUid),
      sign_in_id: event.signInId ?? null,
      request_id: event.requestId ?? null,
      acr: event.acr ?? null,
      amr: event.amr === undefined ? null : [...event.amr],
      reason: event.reason ?? null,
      address_sealed: event.address === undefined ? null : await sealing.seal(`audit-address:${uid}`, event.address),
      detail_sealed:
        event.detail === undefined ? null : await sealing.seal(`audit-detail:${uid}`, JSON.stringify(event.detail)),
    }
    return { ...unauthenticated, ...authenticate(keyed, unauthenticated) }
  }

  return {
    row,
    record: async (transaction, event) => await insertEvent(transaction, await row(event)),
    isAuthentic: (stored) => isAuthentic(keyed, stored),
    async open({ uid, address_sealed: address, detail_sealed: detail }) {
      return {
        address: address === null ? null : await sealing.open(`audit-address:${uid}`, address),
        detail: detail === null ? null : JSON.parse(await sealing.open(`audit-detail:${uid}`, detail)),
      }
    },
  }
}

/** How rows name a session: its uid finds its row, the row does not give the uid away. */
export function sessionRef(sessionUid: string): Buffer {
  return sha256(`session\0${sessionUid}`)
}
