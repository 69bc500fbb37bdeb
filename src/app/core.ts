import type { AccountLife } from '../accounts/life/account-life.ts'
import type { Recoveries } from '../accounts/recovery/recoveries.ts'
import type { Policy } from '../assurance/policy.ts'
import type { Audit } from '../audit/record.ts'
import type { Db } from '../database/connect.ts'
import type { Factor } from '../factors/factor.ts'
import type { Clock } from '../system/clock.ts'
import type { Gate } from '../system/gate.ts'
import type { KeyedHash } from '../system/hashing.ts'
import type { Logger } from '../system/logger.ts'
import type { PasswordHasher } from '../system/password-hash.ts'
import type { Sealing } from '../system/sealing.ts'
import type { Throttle } from '../throttle/throttle.ts'
import type { Presentations } from '../wallets/presentations/presentations.ts'

/** What is outside the process, or differs in tests. */
export interface Surroundings {
  readonly db: Db
  readonly clock: Clock
  readonly logger: Logger
  /** Names this process in the audit. */
  readonly instance: string
  /** So many times as long as usual, a submission waits for its turn; default once. For tests on a busy machine. */
  readonly patience?: number
}

/** The keys and engines that everything shares, without a server: the command line needs no more. */
export interface Core {
  readonly sealing: Sealing
  readonly pepper: KeyedHash
  readonly audit: Audit
  readonly gate: Gate
  readonly throttle: Throttle
  readonly passwordHasher: PasswordHasher
  readonly factors: readonly Factor[]
  /** Null where this installation speaks with no wallets. */
  readonly verifier: Presentations | null
  /** As far as this installation can follow it. */
  readonly policy: Policy
  /** Every change of an account's state. */
  readonly life: AccountLife
  /** Lost factors, taken away after a waiting period. */
  readonly recoveries: Recoveries
}
