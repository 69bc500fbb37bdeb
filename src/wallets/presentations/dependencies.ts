import type { Audit } from '../../audit/record.ts'
import type { Db } from '../../database/connect.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { Clock } from '../../system/clock.ts'
import type { TrustedIssuer } from '../../system/presentations/trust-list.ts'
import type { VerifierKey } from '../../system/presentations/verifier-key.ts'
import type { Sealing } from '../../system/sealing.ts'
import type { Identity } from './claims.ts'

export interface PresentationDependencies {
  readonly db: Db
  readonly clock: Clock
  readonly audit: Pick<Audit, 'record'>
  readonly sealing: Sealing
  readonly issuer: string
  /** Our name, as the wallet shows it. */
  readonly name: Texts
  readonly signing: VerifierKey
  readonly trustList: readonly TrustedIssuer[]
  /** Where wallets open requests: `openid4vp://`, or the simulator's address. */
  readonly openAt: string
  /** Seconds from the start to the last moment at which an answer counts. */
  readonly requestLifetime: number
  /** Nothing lets an account in this state sign in. */
  isBarred(state: string): boolean
  /** Whether the credential is of the person that the account belongs to. */
  isSamePerson(transaction: Transaction, accountId: string, identity: Identity): Promise<boolean>
}

/** In both languages. */
export interface Texts {
  readonly hu: string
  readonly en: string
}

/** What a sealed column of this request is bound to. */
export function sealContext(column: 'offer' | 'asked' | 'result', id: string): string {
  return `wallet-request-${column}:${id}`
}

/** Seconds for which an approved answer can still be collected after the request's end: a page refreshes, a link opens. */
export const COLLECT_WITHIN = 60
