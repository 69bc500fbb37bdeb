/**
 * The customer before the clerk. A record is opened by exact data alone and for a while, by one clerk at one office for
 * one case: every later act carries that case and its reason, and no address of a page names an account.
 */
import * as z from 'zod'
import type { Db } from '../../database/connect.ts'
import type { Transaction } from '../../database/transaction.ts'
import { naturalIdentity } from '../../persons/person.ts'
import { randomUuid } from '../../system/random.ts'
import type { AtDesk, DeskDependencies } from '../desk.ts'
import { shownDocument } from '../documents.ts'
import { insertVisit, readVisit, type VisitPurpose } from './store.ts'

const visitDetail = z.strictObject({
  caseId: z.string(),
  reason: z.string(),
  /** Of a temporary registration to be finalised: what the document says. */
  shown: z
    .strictObject({
      identity: naturalIdentity,
      document: shownDocument,
    })
    .nullable(),
})

export type VisitDetail = Readonly<z.infer<typeof visitDetail>>

export interface Visit extends VisitDetail {
  readonly id: string
  readonly subjectAccountId: string
  readonly purpose: VisitPurpose
  /** The user name was told, so that the receipt may show it. */
  readonly receiptReady: boolean
}

/** Puts a customer before the clerk; answers the visit's id. */
export async function openVisit(
  { sealing, clock, settings }: Pick<DeskDependencies, 'sealing' | 'clock' | 'settings'>,
  transaction: Transaction,
  { clerk, office }: AtDesk,
  visit: VisitDetail & {
    readonly subjectAccountId: string
    readonly purpose: VisitPurpose
    readonly receiptReady?: boolean
  },
): Promise<string> {
  const id = randomUuid()
  const now = clock.now()
  const { caseId, reason, shown } = visit
  await insertVisit(transaction, {
    id,
    registrarAccountId: clerk.accountId,
    officeId: office.id,
    subjectAccountId: visit.subjectAccountId,
    purpose: visit.purpose,
    detailSealed: await sealing.seal(contextOf(id), JSON.stringify({ caseId, reason, shown })),
    openedAt: now,
    expiresAt: now + settings.visit,
    receiptAt: visit.receiptReady === true ? now : null,
  })
  return id
}

/** The visit, if this clerk opened it at this office and it is not over. */
export async function findVisit(
  { db, sealing, clock }: Pick<DeskDependencies, 'sealing' | 'clock'> & { readonly db: Db | Transaction },
  { clerk, office }: Pick<AtDesk, 'clerk' | 'office'>,
  id: string,
): Promise<Visit | null> {
  if (!z.uuid().safeParse(id).success) return null
  const key = { id, registrarAccountId: clerk.accountId, officeId: office.id }
  const row = await readVisit(db, key, clock.now())
  if (row === null) return null
  const { detailSealed, ...visit } = row
  return { ...visit, ...visitDetail.parse(JSON.parse(await sealing.open(contextOf(row.id), detailSealed))) }
}

function contextOf(id: string): string {
  return `desk-visit:${id}`
}
