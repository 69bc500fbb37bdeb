import type { Actor } from '../../audit/event.ts'
import type { Audit } from '../../audit/record.ts'
import type { Db } from '../../database/connect.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { Mail } from '../../mail/outbox.ts'
import type { NaturalIdentity } from '../../persons/person.ts'
import type { Clock, EpochSeconds } from '../../system/clock.ts'
import type { KeyedHash } from '../../system/hashing.ts'
import type { Sealing } from '../../system/sealing.ts'
import type { ActedBy } from './account-life.ts'
import type { Effect } from './effect.ts'
import type { LifePolicy } from './life-policy.ts'

/** Why an account's sessions and grants end. */
export type EndOfAccess = Extract<Effect, { do: 'end_access' }>['reason']

/** What `app.ts` hands to the life of accounts; the functions are other folders'. */
export interface AccountLifeDependencies {
  readonly db: Db
  readonly clock: Clock
  readonly policy: LifePolicy
  readonly sealing: Sealing
  readonly keyed: KeyedHash
  readonly audit: Audit
  /** The address of the activation page, as mails write it. */
  readonly activateUrl: string
  enqueueMail(transaction: Transaction, mail: Mail): Promise<void>
  /** Ends sessions and sign-ins under way, and revokes grants with all that was issued under them. */
  endAccess(transaction: Transaction, accountId: string, ending: { reason: EndOfAccess; by: Actor }): Promise<void>
  /** Replaces the account's password by one whose hash was made before; a closed one is open again. */
  setPassword(transaction: Transaction, accountId: string, hash: string, set: { setAt: EpochSeconds }): Promise<void>
  closePassword(transaction: Transaction, accountId: string, at: EpochSeconds): Promise<void>
  readonly persons: {
    /** Enters a person; null where a verified one with this identity at birth is there already. */
    enter(
      transaction: Transaction,
      identity: NaturalIdentity,
      how: { verified: boolean; now: EpochSeconds },
    ): Promise<string | null>
    /** Erases a person's data; of a verified one the subject seed may be kept (RD9). */
    erase(transaction: Transaction, personId: string, how: { keepSubject: boolean; now: EpochSeconds }): Promise<void>
    /** The keyed hashes of the identity at birth, under every key that is loaded. */
    birthKeys(identity: NaturalIdentity): readonly string[]
  }
}

/** What is done by the passing of time alone. */
export const BY_THE_CLOCK: ActedBy = { actor: { type: 'system', id: null } }
