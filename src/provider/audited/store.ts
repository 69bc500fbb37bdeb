import { sql, type RawBuilder } from 'kysely'

/** An audit row as `audit/record.ts` prepares it: column names and values. */
export type AuditRow = Readonly<Record<string, unknown>>

/**
 * `with` clause `audited`: inserts the row where `source` (an earlier clause of the same statement) found something, so
 * that no change is without its row and no row without its change. The row travels as JSON because PostgreSQL guesses
 * the parameters of `insert … select` to be text.
 */
export function audited(row: AuditRow, source: RawBuilder<unknown>): RawBuilder<unknown> {
  const columns = Object.keys(row).map((name) => sql.ref(name))
  const selected = Object.keys(row).map((name) => sql.ref(`r.${name}`))
  return sql`audited as (
    insert into audit_events (${sql.join(columns)})
    select ${sql.join(selected)} from jsonb_populate_record(null::audit_events, ${asJson(row)}::jsonb) r
    where exists (select 1 from ${source})
  )`
}

function asJson(row: AuditRow): string {
  return JSON.stringify(
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [
        name,
        Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : value,
      ]),
    ),
  )
}
