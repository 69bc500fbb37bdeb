import { deskLogPage } from '../../../views/pages/registrar/log.ts'
import type { DeskDependencies } from '../desk.ts'
import { deskOf, type Visitor } from '../guard.ts'
import { actsOf, registrarsAt } from '../log/store.ts'
import { toEpochSeconds } from '../../system/clock.ts'
import { deskFrame, show } from './desk-frame.ts'

const DAYS = 30 * 24 * 60 * 60
const MOST = 200

/** K13: what the clerk did, wherever they did it. */
export async function logGet(deps: DeskDependencies, visitor: Visitor): Promise<void> {
  const entries = await entriesOf(deps, [visitor.clerk.accountId], null)
  const own = entries.map((entry) => ({ ...entry, by: null }))
  show(visitor.ctx, deskLogPage(await deskFrame(deps, visitor), { whose: 'own', entries: own }))
}

/** What everybody did at this office: for supervisors. */
export async function officeLogGet(deps: DeskDependencies, visitor: Visitor): Promise<void> {
  const { office } = deskOf(visitor)
  const entries = await entriesOf(deps, await registrarsAt(deps.db, office.id), office.id)
  show(visitor.ctx, deskLogPage(await deskFrame(deps, visitor), { whose: 'office', entries }))
}

async function entriesOf(
  { db, audit, clock }: DeskDependencies,
  accountIds: readonly string[],
  officeId: string | null,
) {
  const rows = await actsOf(db, { accountIds, since: clock.now() - DAYS, limit: MOST })
  const opened = await Promise.all(
    rows.map(async (row) => {
      const { detail } = await audit.open(row)
      return {
        officeId: detail?.['officeId'],
        at: toEpochSeconds(row.at),
        event: row.event,
        failed: row.outcome === 'failure',
        by: row.username,
        caseId: detail?.['caseId'] ?? null,
        reason: detail?.['reason'] ?? null,
      }
    }),
  )
  return opened.filter((entry) => officeId === null || entry.officeId === officeId)
}
