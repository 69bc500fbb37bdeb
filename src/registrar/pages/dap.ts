import { dapPage, dapTicketPage } from '../../../views/pages/registrar/dap.ts'
import { plainFrame } from '../../http/frame.ts'
import { enrolWallet } from '../acts/enrol-wallet.ts'
import type { DeskDependencies } from '../desk.ts'
import { deskOf, type Visitor } from '../guard.ts'
import type { Visit } from '../visits/visit.ts'
import { shownCustomer } from './customer.ts'
import { deskFrame, show } from './desk-frame.ts'
import { tick } from './fields.ts'
import { showRefusal } from './outcome.ts'

/** K11 */
export async function dapGet(deps: DeskDependencies, visitor: Visitor, visit: Visit): Promise<void> {
  await shownCustomer(deps, visitor, visit)
  show(visitor.ctx, dapPage(await deskFrame(deps, visitor), { visitId: visit.id }))
}

/** The ticket is on the answer's page alone: a reload asks for a new one, and voids this. */
export async function dapPost(deps: DeskDependencies, visitor: Visitor, visit: Visit): Promise<void> {
  const faults = tick(visitor.form, 'identity_checked', plainFrame(visitor.ctx).language)
  if (faults.length > 0)
    return show(visitor.ctx, dapPage(await deskFrame(deps, visitor, faults), { visitId: visit.id }), 422)
  const occasion = { caseId: visit.caseId, reason: visit.reason }
  const ticket = await enrolWallet(deps, { desk: deskOf(visitor), occasion, accountId: visit.subjectAccountId })
  if (!ticket.ok) return await showRefusal(deps, visitor, ticket.refusal, visit.id)
  const { uri, expiresAt } = ticket
  const props = { visitId: visit.id, uri, qr: deps.qr(uri), expiresAt }
  show(visitor.ctx, dapTicketPage(await deskFrame(deps, visitor), props))
}
