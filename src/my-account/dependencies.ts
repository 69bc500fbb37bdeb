/**
 * My data: the person's own pages. Owns what they show and the order of the checks; the account's life, its address,
 * its sessions and its grants are changed by whoever owns them, handed in here. A page is a file; each asks
 * `ownClient.requirePerson` first, and acts on that person's account alone: an id in a form never says whose it is.
 */
import type { AddressChanges } from '../accounts/address/address-changes.ts'
import type { AccountIdentity } from '../accounts/account.ts'
import type { AccountLife, ActedBy } from '../accounts/life/account-life.ts'
import type { NoticeAddresses } from '../accounts/notice-address/notice-addresses.ts'
import type { Recoveries } from '../accounts/recovery/recoveries.ts'
import type { Audit } from '../audit/record.ts'
import type { Db } from '../database/connect.ts'
import type { Transaction } from '../database/transaction.ts'
import type { OwnClient } from '../own-client/own-client.ts'
import type { Clock } from '../system/clock.ts'
import type { Names } from './store.ts'
import type { Throttle } from '../throttle/throttle.ts'

export interface MyAccountDependencies {
  readonly db: Db
  readonly clock: Clock
  readonly audit: Audit
  readonly ownClient: OwnClient
  readonly addresses: AddressChanges
  readonly noticeAddresses: NoticeAddresses
  readonly recoveries: Recoveries
  readonly life: AccountLife
  readonly throttle: Throttle
  /** Whether this is the account's password; takes the time of a hash, with no connection held. */
  isPassword(accountId: string, password: string): Promise<boolean>
  hashPassword(password: string): Promise<string>
  readonly sessions: OwnSessions
  /** What a service is called; null for one that is not registered (any more). */
  serviceNames(clientId: string): Promise<Names | null>
  /** Takes back what a service had of the account; false where it had nothing. */
  withdraw(transaction: Transaction, by: ActedBy, at: { accountId: string; clientId: string }): Promise<boolean>
  loadIdentity(accountId: string): Promise<AccountIdentity<Readonly<Record<string, unknown>>> | null>
  nameOf(accountId: string): Promise<string>
  /** The level of an ordinary sign-in, which a temporary registration does not reach. */
  readonly ordinaryAcr: string
  /** Seconds for which a code by e-mail counts for little after a reset by e-mail (RD8). */
  readonly mailHold: number
}

/** Ending sessions of the person's own account; the services are told. */
export interface OwnSessions {
  endOne(transaction: Transaction, uid: string, by: ActedBy): Promise<unknown>
  /** All but the one from which the person asks; after a new password with the grants that outlive them. */
  endOthers(
    transaction: Transaction,
    accountId: string,
    ending: { readonly reason: 'ended_elsewhere' | 'password_changed'; readonly except: string; readonly by: ActedBy },
  ): Promise<unknown>
}

/** For anything that matters (seconds): `domain.md` §2.4 #18 #35 #40. */
export const FRESH = 300
