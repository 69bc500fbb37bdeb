/**
 * My data: the person's own pages. Owns what they show and the order of the checks; the account's life, its address,
 * its sessions and its grants are changed by whoever owns them, handed in here. A page is a file; each asks
 * `ownClient.requirePerson` first, and acts on that person's account alone: an id in a form never says whose it is.
 */
import type { AddressChanges } from '../accounts/address/address-changes.ts'
import type { AccountIdentity } from '../accounts/account.ts'
import type { Audit } from '../audit/record.ts'
import type { Db } from '../database/connect.ts'
import type { OwnClient } from '../own-client/own-client.ts'
import type { Clock } from '../system/clock.ts'

export interface MyAccountDependencies {
  readonly db: Db
  readonly clock: Clock
  readonly audit: Audit
  readonly ownClient: OwnClient
  readonly addresses: AddressChanges
  loadIdentity(accountId: string): Promise<AccountIdentity<Readonly<Record<string, unknown>>> | null>
  nameOf(accountId: string): Promise<string>
  /** The level of an ordinary sign-in, which a temporary registration does not reach. */
  readonly ordinaryAcr: string
  /** Seconds for which a code by e-mail counts for little after a reset by e-mail (RD8). */
  readonly mailHold: number
}

/** For anything that matters (seconds): `domain.md` §2.4 #18 #35 #40. */
export const FRESH = 300
