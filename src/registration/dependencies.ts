import type { AccountLife } from '../accounts/life/account-life.ts'
import type { LifePolicy } from '../accounts/life/life-policy.ts'
import type { Audit } from '../audit/record.ts'
import type { Db } from '../database/connect.ts'
import type { FormTokens } from '../http/csrf.ts'
import type { Clock } from '../system/clock.ts'
import type { Gate } from '../system/gate.ts'
import type { PasswordHasher } from '../system/password-hash.ts'
import type { Sealing } from '../system/sealing.ts'
import type { Throttle } from '../throttle/throttle.ts'
import type { IdCardRegister } from './id-cards/register.ts'

/** What the pages of registration, activation and forgotten passwords are handed by `app.ts`. */
export interface RegistrationDependencies {
  readonly db: Db
  readonly clock: Clock
  readonly sealing: Sealing
  readonly audit: Audit
  readonly issuer: string
  readonly formTokens: FormTokens
  readonly throttle: Throttle
  /** See `SignInDependencies`. */
  readonly turns: Pick<Gate, 'run'>
  readonly hashing: Pick<Gate, 'isFull'>
  readonly passwordHasher: Pick<PasswordHasher, 'hash'>
  readonly life: AccountLife
  readonly lifePolicy: LifePolicy
  /** Null where this installation cannot check cards. */
  readonly idCards: IdCardRegister | null
  /** PEM certificates of the authorities whose signatures count; empty where there are none. */
  trustedAuthorities(): Promise<readonly string[]>
}
