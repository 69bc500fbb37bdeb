import type { FactorId } from '../../assurance/event.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { EpochSeconds } from '../../system/clock.ts'
import { openAddress } from '../account.ts'
import { normalEmail } from '../email.ts'
import { stateAt } from '../life/life-account.ts'
import { noticeAddressOf } from '../notice-address/notice-addresses.ts'
import { isLosable } from './losable.ts'
import type { RecoveryDependencies } from './dependencies.ts'
import { holdsFactor, type RecoveringAccount } from './store.ts'

/** Why a recovery may not start; kept in the audit, told to nobody. */
export type StartRefusal =
  | 'switched_off'
  | 'not_in_this_state'
  | 'mail_held'
  | 'not_held'
  /** There is no second address that a notice reaches. */
  | 'no_other_address'
  /** There is one, but it was confirmed too recently: a thief may have given it. */
  | 'other_address_too_new'

/** The account is locked; null: it may start, as far as the account's own rules say. */
export async function refusalToStart(
  { policy, sealing }: Pick<RecoveryDependencies, 'policy' | 'sealing'>,
  transaction: Transaction,
  { accountId, account, factor }: { accountId: string; account: RecoveringAccount; factor: FactorId },
  now: EpochSeconds,
): Promise<StartRefusal | null> {
  if (policy.waiting === null) return 'switched_off'
  if (stateAt(account.life, now) !== 'ACTIVE' || !account.emailConfirmed) return 'not_in_this_state'
  // RD8: one mailbox must not be two factors
  if (account.mailResetAt !== null && now < account.mailResetAt + policy.mailHold) return 'mail_held'
  if (!isLosable(factor) || !(await holdsFactor(transaction, accountId, factor))) return 'not_held'
  const other = await noticeAddressOf(transaction, sealing, accountId)
  const identification = await openAddress(sealing, accountId, account.emailSealed)
  // The identification address may have become the same one since
  if (other === null || normalEmail(other.address) === normalEmail(identification)) return 'no_other_address'
  return now < other.since + policy.noticeAge ? 'other_address_too_new' : null
}
