import type { DeletionReason, Next } from '../effect.ts'
import type { LifeAccount } from '../life-account.ts'

/**
 * DELETED: everything of the account is gone in the same transaction (RD10). The name of a verified account stays
 * nobody's for a while; that of a temporary one is free at once (edge g).
 */
export function deleted({ phase }: LifeAccount, why: DeletionReason): Next {
  return {
    account: null,
    effects: [
      { do: 'end_access', reason: 'account_deleted' },
      { do: 'mail', mail: { template: 'account-deleted', props: { why } } },
      { do: 'record', event: 'account.deleted', reason: why },
      { do: 'delete', why, reserveUsername: !phase.startsWith('TEMP_') },
    ],
  }
}
