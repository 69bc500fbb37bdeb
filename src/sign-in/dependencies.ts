import type { FactorId } from '../assurance/event.ts'
import type { Browser } from '../accounts/known-devices/store.ts'
import type { FoundAccount } from '../accounts/store.ts'
import type { Policy } from '../assurance/policy.ts'
import type { Audit } from '../audit/record.ts'
import type { Db } from '../database/connect.ts'
import type { Transaction } from '../database/transaction.ts'
import type { Ceremony, Factor } from '../factors/factor.ts'
import type { FormTokens } from '../http/csrf.ts'
import type { DeviceCookie } from '../http/device-cookie.ts'
import type { MethodCookie } from '../http/method-cookie.ts'
import type { Troubles } from '../notices/notice.ts'
import type { Clock } from '../system/clock.ts'
import type { Gate } from '../system/gate.ts'
import type { Logger } from '../system/logger.ts'
import type { Sealing } from '../system/sealing.ts'
import type { Throttle } from '../throttle/throttle.ts'
import type { Language } from '../../views/frame.ts'
import type { PendingRequest, PendingRequests } from './asked.ts'

/** One claim as the consent page shows it. */
export interface ClaimToShare {
  readonly name: string
  readonly label: string
  readonly value: string
  readonly optional: boolean
}

/** Where somebody tried. */
export interface TriedAt {
  readonly address: string
  readonly clientId: string
  readonly signInId: string
}

/** What the engine is handed by `app.ts`. */
export interface SignInDependencies {
  readonly db: Db
  readonly clock: Clock
  readonly sealing: Sealing
  readonly audit: Audit
  readonly logger: Logger
  readonly issuer: string
  readonly throttle: Throttle
  readonly policy: Policy
  readonly factors: readonly Factor[]
  readonly requests: PendingRequests
  readonly formTokens: FormTokens
  /** The database's part of what people submit goes in turns, so that a flood of it leaves connections to everybody else. */
  readonly turns: Pick<Gate, 'run'>
  /** Seconds without use after which somebody at a shared computer is signed out. */
  readonly sharedIdle: number
  /** Where passwords are hashed: what has no room there need not begin. */
  readonly hashing: Pick<Gate, 'isFull'>
  /** Null for a name that belongs to nobody. */
  findAccount(username: string, browser: Browser): Promise<FoundAccount | null>
  /** How a typed user name is compared and counted. */
  usernameKey(username: string): string
  /** The person's name in full, for the person alone. */
  nameOf(accountId: string): Promise<string>
  /** The claims of a request with this account's values, for the person to see, and the person's name in full. */
  claimsToShare(
    request: PendingRequest,
    accountId: string,
    language: Language,
  ): Promise<{ readonly accountName: string; readonly claims: readonly ClaimToShare[] }>
  /** Tells the person by mail that a factor was added, or replaced, if and only if it was. `before`: what they held. */
  notifyEnrolled(
    transaction: Transaction,
    accountId: string,
    enrolled: { readonly factor: FactorId; readonly before: readonly FactorId[] },
    serviceName: string,
  ): Promise<void>
  /** Somebody proved or set up this factor: a recovery that takes it for lost ends. */
  factorUsed(transaction: Transaction, accountId: string, factor: FactorId): Promise<void>
  /** How many services the browser's session is signed in to. */
  servicesOf(sessionUid: string): Promise<number>
  /** Closes the password for unknown devices, with its record and its mail, if it is open. */
  closePassword(transaction: Transaction, accountId: string, at: TriedAt): Promise<void>
  /** Methods that do not work as they should. */
  readonly notices: { current(): Troubles }
  /** By what a browser shows which method was used in it last. */
  readonly methodCookie: MethodCookie
  /** By what a browser shows that it is known. */
  readonly deviceCookie: DeviceCookie
  /** Tells the person by mail of a sign-in from an unknown device. */
  notifyNewDevice(
    transaction: Transaction,
    accountId: string,
    serviceNames: Readonly<Record<Language, string>>,
  ): Promise<void>
}

/** What is done with a factor: prove it, or get it. */
export type CeremonyPurpose = 'authenticate' | 'enrol'

/** The ceremony of a factor; null where there is no such factor or it cannot be enrolled. */
export function ceremonyOf(factors: readonly Factor[], id: FactorId, purpose: CeremonyPurpose): Ceremony | null {
  const factor = factors.find((one) => one.id === id)
  if (factor === undefined) return null
  return purpose === 'enrol' ? factor.enrolment : factor.authentication
}
