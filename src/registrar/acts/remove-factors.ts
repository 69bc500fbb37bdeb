import type { DeskDependencies } from '../desk.ts'
import { type ActDone, type ActOutcome, type Acting, DONE, perform, refuse, tellCustomer } from '../perform.ts'
import { askSecondClerk } from '../requests/ask.ts'
import type { OnCustomer } from './on-customer.ts'

/** K8, 2F: every second factor, for whoever lost them with the deletion code. A second clerk decides. */
export async function removeFactors(deps: DeskDependencies, on: OnCustomer): Promise<ActOutcome> {
  return await perform<ActDone>(deps, on, async (acting) => {
    if (acting.customer.held.length === 0) return refuse('nothing_to_do')
    if (acting.customer.firstActiveAt !== null)
      return await askSecondClerk(deps, acting, on, { kind: 'remove_factors', asked: on.occasion })
    const done = await removeFactorsNow(deps, acting)
    if (done.ok) await tellCustomer(deps, acting, on.desk, 'factor_removed')
    return done
  })
}

/** Once a second clerk agreed: M17. */
export async function removeFactorsNow(
  { removeSecondFactors, enqueueMail, audit, clock }: DeskDependencies,
  { t, customer, by }: Acting,
): Promise<ActOutcome> {
  const removed = await removeSecondFactors(t, customer.accountId)
  if (removed.length === 0) return refuse('nothing_to_do')
  for (const factor of removed) {
    const { actor, address, requestId, clientId, sessionUid, office, caseId, reason } = by
    await audit.record(t, {
      event: 'factor.removed',
      at: clock.now(),
      outcome: 'success',
      actor,
      subjectAccountId: customer.accountId,
      reason: factor,
      ...(address === undefined ? {} : { address }),
      ...(requestId === undefined ? {} : { requestId }),
      ...(clientId === undefined ? {} : { clientId }),
      ...(sessionUid === undefined ? {} : { sessionUid }),
      detail: {
        officeId: office?.id ?? '',
        officeName: office?.name ?? '',
        caseId: caseId ?? '',
        reason: reason ?? '',
      },
    })
  }
  const { email: to, language } = customer
  await enqueueMail(t, { to, language, template: 'app-removed', props: { by: 'desk' } })
  return DONE
}
