import type { EpochSeconds } from '../../assurance/event.ts'
import type { DeskDependencies } from '../desk.ts'
import { perform, refuse, type Refused, tellCustomer } from '../perform.ts'
import { recordAtDesk } from '../record.ts'
import type { OnCustomer } from './on-customer.ts'

/** What is printed for the customer. */
export interface PrintedTicket {
  readonly ok: true
  readonly uri: string
  readonly expiresAt: EpochSeconds
}

/**
 * K11: a ticket for the customer's phone. No second clerk: the ticket alone binds nothing, as the code that belongs to
 * it goes to the customer's mailbox (docs/decisions/0024-wallets-at-the-desk.md).
 */
export async function enrolWallet(deps: DeskDependencies, on: OnCustomer): Promise<PrintedTicket | Refused> {
  return await perform<PrintedTicket>(deps, on, async (acting) => {
    if (acting.customer.state !== 'ACTIVE') return refuse('not_in_this_state')
    const ticket = await deps.issueWalletTicket(acting.t, on.accountId)
    if (ticket === null) return refuse('nothing_to_do')
    await recordAtDesk(deps, acting.t, on.desk, {
      event: 'account.wallet_ticket_issued',
      subjectAccountId: on.accountId,
      occasion: on.occasion,
    })
    await tellCustomer(deps, acting, on.desk, 'dap_enrolled')
    return { ok: true, ...ticket }
  })
}
