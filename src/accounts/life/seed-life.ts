import type { EpochSeconds } from '../../assurance/event.ts'
import type { Transaction } from '../../database/transaction.ts'
import { nextDue } from './advance.ts'
import { longestExpiry } from './deadline.ts'
import type { LifeAccount } from './life-account.ts'
import type { LifePolicy } from './life-policy.ts'
import { writeLife } from './store.ts'

/** Lets an account made for a demonstration be ACTIVE as any other: with a password that is set now and expires. */
export async function seedActive(
  transaction: Transaction,
  accountId: string,
  { policy, now }: { readonly policy: LifePolicy; readonly now: EpochSeconds },
): Promise<void> {
  const passwordExpiresAt = longestExpiry(policy, now)
  const life: LifeAccount = {
    phase: 'ACTIVE',
    suspended: false,
    temporaryUntil: null,
    windowEndsAt: passwordExpiresAt + policy.password.graceAfterExpiry,
    passwordSetAt: now,
    passwordExpiresAt,
    passwordClosed: false,
    firstActiveAt: now,
    mailResetAt: null,
    code: null,
    reissuedAt: [],
    noticesGiven: [],
  }
  await writeLife(transaction, accountId, life, nextDue(life, policy))
}
