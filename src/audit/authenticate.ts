import type { Insertable, Selectable } from 'kysely'
import type { AuditEvents } from '../database/schema.ts'
import { toEpochSeconds } from '../system/clock.ts'
import type { KeyedHash } from '../system/hashing.ts'

/** A row of `audit_events` as it is inserted: every column that the database does not give itself. */
export type AuditRow = Omit<Required<Insertable<AuditEvents>>, 'id' | 'xid' | 'seal_no'>

/** A row as it is read back. */
export type StoredAuditRow = Selectable<AuditEvents>

type Authenticated = Omit<AuditRow, 'mac' | 'mac_kid'>

/** The hash that only who has the key can make: a row added or changed by a copy of the database alone has none. */
export function authenticate(keyed: KeyedHash, row: Authenticated): { mac_kid: string; mac: Buffer } {
  return { mac_kid: keyed.current, mac: keyed.bucket('audit-event', canonical(row)) }
}

/** False where the row was changed since, was not made by us, or its key is not loaded. */
export function isAuthentic(keyed: KeyedHash, row: AuditRow | StoredAuditRow): boolean {
  return keyed.mac(row.mac_kid, 'audit-event', canonical(row))?.equals(row.mac) ?? false
}

// The order is part of `schema_version` 1 and never changes. JSON keeps neighbouring values apart.
function canonical(row: Authenticated): string {
  return JSON.stringify([
    row.schema_version,
    row.uid,
    row.instance,
    toEpochSeconds(new Date(row.at)),
    row.event,
    row.outcome,
    row.actor_type,
    row.actor_id,
    row.subject_account_id,
    row.client_id,
    row.session_ref?.toString('hex') ?? null,
    row.sign_in_id,
    row.request_id,
    row.acr,
    row.amr,
    row.reason,
    row.address_sealed,
    row.detail_sealed,
  ])
}
