import { emailKeys } from '../../accounts/email.ts'
import { usernameKey } from '../../accounts/username.ts'
import { inTransaction } from '../../database/transaction.ts'
import { canFinalise } from '../../offices/office.ts'
import { isOwnRecord, openCustomer } from '../customers/customer.ts'
import { findTemporary } from '../customers/store.ts'
import type { AtDesk, DeskDependencies, Occasion } from '../desk.ts'
import { mayAct, refuse, type Refused } from '../perform.ts'
import { recordAtDesk } from '../record.ts'
import { openVisit, type VisitDetail } from '../visits/visit.ts'
import { isOwnIdentity } from './register.ts'

/**
 * K4, RD12: the visitor names their temporary registration by user name and address, and the clerk types both blind.
 * Both match one registration: it may be compared with the document. Anything else is one answer that neither shows
 * nor confirms: who knows only one of the two, or the identity, learns nothing.
 */
export async function nameTemporary(
  deps: DeskDependencies,
  {
    desk,
    occasion,
    ...named
  }: {
    readonly desk: AtDesk
    readonly occasion: Occasion
    readonly username: string
    readonly email: string
    readonly shown: NonNullable<VisitDetail['shown']>
  },
): Promise<{ readonly ok: true; readonly visitId: string } | Refused> {
  return await inTransaction(deps.db, async (t) => {
    if (!(await mayAct(t, desk))) return refuse('no_right')
    if (!canFinalise(desk.office.type)) return refuse('office_may_not')
    if (isOwnIdentity(deps, desk, named.shown.identity)) return refuse('own_record')
    const names = { usernameKey: usernameKey(named.username), emailKeys: emailKeys(deps.keyed, named.email) }
    const row = await findTemporary(t, names)
    const customer = row === null || isOwnRecord(desk.clerk, row) ? null : await openCustomer(deps, t, row)
    const event = { event: 'desk.searched', reason: 'by_both_names', occasion } as const
    if (customer === null) {
      await recordAtDesk(deps, t, desk, { ...event, outcome: 'failure' })
      return refuse('not_found')
    }
    const { accountId: subjectAccountId } = customer
    await recordAtDesk(deps, t, desk, { ...event, subjectAccountId })
    const visit = { ...occasion, shown: named.shown, subjectAccountId, purpose: 'finalise' } as const
    return { ok: true, visitId: await openVisit(deps, t, desk, visit) }
  })
}
