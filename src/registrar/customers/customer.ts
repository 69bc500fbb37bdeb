import { accountIdentity } from '../../accounts/account.ts'
import { stateAt } from '../../accounts/life/life-account.ts'
import type { AccountState } from '../../assurance/policy.ts'
import type { Db } from '../../database/connect.ts'
import type { Transaction } from '../../database/transaction.ts'
import { type NaturalIdentity, openIdentity } from '../../persons/person.ts'
import type { Clerk, DeskDependencies } from '../desk.ts'
import type { CustomerRow } from './store.ts'

/** A customer's account as it stands at this instant, opened for the clerk. */
export interface Customer extends Omit<CustomerRow, 'state'> {
  readonly state: AccountState
  readonly identity: NaturalIdentity
  readonly email: string
}

/** Null where the account's time is over, whether or not that was written yet. */
export async function openCustomer(
  { sealing, clock }: Pick<DeskDependencies, 'sealing' | 'clock'>,
  db: Db | Transaction,
  row: CustomerRow,
): Promise<Customer | null> {
  const state = stateAt(row, clock.now())
  const opened = await accountIdentity(db, { sealing, openIdentity, now: clock.now() }, row.accountId)
  if (state === 'DELETED' || opened === null) return null
  return { ...row, state, identity: opened.identity, email: opened.email }
}

/** A clerk never acts on their own record: neither their account's, nor one with their own identity (domain §6.2). */
export function isOwnRecord(
  clerk: Clerk,
  other: { readonly personId: string; readonly birthKey: string | null },
): boolean {
  return clerk.personId === other.personId || (clerk.birthKey !== null && clerk.birthKey === other.birthKey)
}

export function isTemporary({ verified, state, suspendedFrom }: CustomerRow): boolean {
  return !verified || [state, suspendedFrom].some((one) => one === 'TEMP_PENDING' || one === 'TEMP_ACTIVE')
}
