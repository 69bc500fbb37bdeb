import type { FactorId } from '../../assurance/event.ts'
import type { Audit } from '../../audit/record.ts'
import type { Db } from '../../database/connect.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { Mail } from '../../mail/mail.ts'
import type { Clock } from '../../system/clock.ts'
import type { Sealing } from '../../system/sealing.ts'
import type { RecoveryPolicy } from '../life/life-policy.ts'

/** What `app.ts` hands to recoveries; the functions are other folders'. */
export interface RecoveryDependencies {
  readonly db: Db
  readonly clock: Clock
  readonly sealing: Sealing
  readonly audit: Audit
  readonly issuer: string
  readonly policy: RecoveryPolicy
  enqueueMail(transaction: Transaction, mail: Mail): Promise<void>
  /** Takes away all that the account holds of this factor; false where there is nothing. */
  removeFactor(transaction: Transaction, accountId: string, factor: FactorId): Promise<boolean>
  /** Ends every session and revokes what was issued. */
  endAccess(transaction: Transaction, accountId: string): Promise<void>
}

/** Why a recovery was cancelled: as its notice says it. */
export type CancelledBy = Extract<Mail, { template: 'recovery-cancelled' }>['props']['why']
