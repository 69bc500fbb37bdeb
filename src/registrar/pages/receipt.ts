import { visitPage } from '../../../views/desk-pages.ts'
import { maskEmail } from '../../../views/format.ts'
import { receiptPage } from '../../../views/pages/registrar/receipt.ts'
import type { DeskDependencies } from '../desk.ts'
import { deskOf, type Visitor } from '../guard.ts'
import { printReceipt } from '../acts/print-receipt.ts'
import type { Visit } from '../visits/visit.ts'
import { shownCustomer } from './customer.ts'
import { deskFrame, seeOther, show } from './desk-frame.ts'

/** K12: only after an act that tells the user name; then any number of times, each recorded. */
export async function receiptGet(deps: DeskDependencies, visitor: Visitor, visit: Visit): Promise<void> {
  if (!visit.receiptReady) return seeOther(visitor.ctx, visitPage(visit.id))
  const customer = await shownCustomer(deps, visitor, visit)
  const desk = deskOf(visitor)
  await printReceipt(deps, { desk, occasion: visit, accountId: customer.accountId })
  const frame = await deskFrame(deps, visitor)
  const isPending = customer.state === 'REG_PENDING' || customer.state === 'REACT_PENDING'
  const page = receiptPage(frame, {
    visitId: visit.id,
    name: `${customer.identity.family_name} ${customer.identity.given_name}`,
    username: customer.username,
    maskedEmail: maskEmail(customer.email),
    office: desk.office.names[frame.language],
    caseId: visit.caseId,
    at: deps.clock.now(),
    activateUrl: isPending ? deps.activateUrl : null,
  })
  show(visitor.ctx, page)
}
