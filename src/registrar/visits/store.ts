import { sql } from 'kysely'
import type { EpochSeconds } from '../../assurance/event.ts'
import type { Db } from '../../database/connect.ts'
import type { Transaction } from '../../database/transaction.ts'
import { toDate } from '../../system/clock.ts'

export type VisitPurpose = 'customer' | 'finalise'

export interface VisitRow {
  readonly id: string
  readonly subjectAccountId: string
  readonly purpose: VisitPurpose
  readonly detailSealed: string
  readonly receiptReady: boolean
}

export async function insertVisit(
  transaction: Transaction,
  visit: Omit<VisitRow, 'receiptReady'> & {
    readonly registrarAccountId: string
    readonly officeId: string
    readonly openedAt: EpochSeconds
    readonly expiresAt: EpochSeconds
    readonly receiptAt: EpochSeconds | null
  },
): Promise<void> {
  await transaction
    .insertInto('desk_visits')
    .values({
      id: visit.id,
      registrar_account_id: visit.registrarAccountId,
      office_id: visit.officeId,
      subject_account_id: visit.subjectAccountId,
      purpose: visit.purpose,
      detail_sealed: visit.detailSealed,
      opened_at: toDate(visit.openedAt),
      expires_at: toDate(visit.expiresAt),
      receipt_at: visit.receiptAt === null ? null : toDate(visit.receiptAt),
    })
    .execute()
}

/** The visit, if this clerk opened it at this office and it is not over. */
export async function readVisit(
  db: Db | Transaction,
  {
    id,
    registrarAccountId,
    officeId,
  }: { readonly id: string; readonly registrarAccountId: string; readonly officeId: string },
  now: EpochSeconds,
): Promise<VisitRow | null> {
  const { rows } = await sql<VisitRow>`
    select id, subject_account_id as "subjectAccountId", purpose, detail_sealed as "detailSealed",
      receipt_at is not null as "receiptReady"
    from desk_visits
    where id = ${id} and registrar_account_id = ${registrarAccountId} and office_id = ${officeId}
      and expires_at > ${toDate(now)}`.execute(db)
  return rows[0] ?? null
}

/** From now on the receipt of this visit may be printed. */
export async function allowReceipt(transaction: Transaction, id: string, at: EpochSeconds): Promise<void> {
  await transaction
    .updateTable('desk_visits')
    .set({ receipt_at: toDate(at) })
    .where('id', '=', id)
    .execute()
}
