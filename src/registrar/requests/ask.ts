import type { OfficeAct } from '../../../views/mails/office-act.ts'
import type { OnCustomer } from '../acts/on-customer.ts'
import type { DeskDependencies } from '../desk.ts'
import { type Acting, type ActOutcome, refuse, WAITS } from '../perform.ts'
import { recordAtDesk } from '../record.ts'
import { askForAct, type Payload } from './request.ts'
import type { RequestKind } from './store.ts'

type OnAccount = Exclude<RequestKind, 'register'>

/** What the customer is told that was asked for, and then that was done. */
export const actOf: Readonly<Record<OnAccount, OfficeAct>> = {
  finalise: 'finalised',
  correct_email: 'email_corrected',
  remove_factors: 'factor_removed',
  re_enable_password: 'password_reenabled',
}

/** Leaves an act for a second clerk. Nothing is changed and no code goes out; the customer's log shows that it was asked. */
export async function askSecondClerk<K extends OnAccount>(
  deps: DeskDependencies,
  acting: Acting,
  on: OnCustomer,
  { kind, asked }: { readonly kind: K; readonly asked: Payload<K> },
): Promise<ActOutcome> {
  const request = { kind, subjectAccountId: on.accountId, matter: on.accountId, asked }
  if (!(await askForAct(deps, acting.t, on.desk, request))) return refuse('asked_already')
  await recordAtDesk(deps, acting.t, on.desk, {
    event: 'desk.act_requested',
    subjectAccountId: on.accountId,
    reason: kind,
    occasion: on.occasion,
  })
  return WAITS
}
