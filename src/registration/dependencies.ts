import type { AccountLife } from '../accounts/life/account-life.ts'
import type { LifePolicy } from '../accounts/life/life-policy.ts'
import type { LosableFactor } from '../accounts/recovery/losable.ts'
import type { Recoveries } from '../accounts/recovery/recoveries.ts'
import type { Audit } from '../audit/record.ts'
import type { Db } from '../database/connect.ts'
import type { Transaction } from '../database/transaction.ts'
import type { FormTokens } from '../http/csrf.ts'
import type { Clock, EpochSeconds } from '../system/clock.ts'
import type { Gate } from '../system/gate.ts'
import type { PasswordHasher } from '../system/password-hash.ts'
import type { Sealing } from '../system/sealing.ts'
import type { Throttle } from '../throttle/throttle.ts'
import type { Language } from '../../views/frame.ts'
import type { ErrorCode } from '../../views/texts/errors.ts'
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
  readonly lostApp: LostApp
  readonly recovery: RecoveryPages
  /** Null where this installation cannot check cards. */
  readonly idCards: IdCardRegister | null
  /** Gives the new account the card that it was registered with, where that can be one of its ways to sign in. */
  holdCard(
    transaction: Transaction,
    card: { readonly accountId: string; readonly cardNumber: string; readonly createdAt: number },
  ): Promise<void>
  /** PEM certificates of the authorities whose signatures count; empty where there are none. */
  trustedAuthorities(): Promise<readonly string[]>
}

/** Handed over by `app.ts`: only factors know passwords, apps and deletion codes. */
export interface LostApp {
  /** Null for a name that belongs to nobody. */
  findAccount(username: string): Promise<{ readonly id: string } | null>
  /** Judges the password as a sign-in does, in the same time for everybody; holds no connection while it hashes. */
  isPassword(accountId: string | null, password: string): Promise<boolean>
  /** The app that this deletion code removes. */
  appOf(accountId: string | null, code: string): Promise<string | null>
  /** True once. */
  removeApp(transaction: Transaction, accountId: string, appId: string): Promise<boolean>
  /** M17. */
  notifyRemoved(transaction: Transaction, accountId: string): Promise<void>
}

/** What the pages of a recovery by waiting are handed. */
export interface RecoveryPages {
  readonly recoveries: Recoveries
  /** A code to the identification address, typed back; of its own, so that it opens nothing else. */
  readonly code: RecoveryCode
  /** What this installation can take away. */
  readonly ways: readonly LosableFactor[]
}

/** A ceremony (`factors/factor.ts`), as far as these pages need it. */
interface RecoveryCode {
  /** What the page says of a code that was sent. */
  sent(state: unknown): { readonly sessionNumber: string; readonly maskedAddress: string }
  begin(context: RecoveryCodeContext, transaction: Transaction): Promise<unknown>
  finish(context: RecoveryCodeContext, state: unknown, reply: Readonly<Record<string, string>>): Promise<CodeVerdict>
}

interface RecoveryCodeContext {
  readonly signInId: string
  readonly accountId: string
  readonly language: Language
  readonly now: EpochSeconds
}

type CodeVerdict =
  | { readonly verified: true; readonly settle: ((transaction: Transaction) => Promise<boolean>) | null }
  | { readonly verified: false; readonly text: ErrorCode }
  | { readonly verified: false; readonly advance: unknown }
