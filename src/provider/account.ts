import type { Account, KoaContextWithOIDC } from 'oidc-provider'
import type { AccountIdentity } from '../accounts/account.ts'
import type { NaturalIdentity } from '../persons/person.ts'
import type { Clock } from '../system/clock.ts'
import { claimsOf } from './claims.ts'

type Identity = AccountIdentity<NaturalIdentity>

/** States in which tokens are honoured. */
const SERVED = new Set(['ACTIVE', 'TEMP_ACTIVE', 'PW_EXPIRED'])

/**
 * oidc-provider's `findAccount`. At `/auth` any id is answered: whether that account may go on is the engine's matter,
 * and an undefined would be an error page for whoever still has its session. At `/token` and `/me` an account that may
 * not sign in any more is none.
 */
export function createFindAccount(load: (accountId: string) => Promise<Identity | null>, clock: Clock) {
  return async (_ctx: KoaContextWithOIDC, accountId: string, token?: unknown): Promise<Account | undefined> => {
    let loaded: Promise<Identity | null> | undefined
    const identity = () => (loaded ??= load(accountId))
    if (token !== undefined) {
      const found = await identity()
      if (found === null || !SERVED.has(found.state)) return undefined
    }
    return {
      accountId,
      async claims(_use, scope) {
        const found = await identity()
        if (found === null) return { sub: accountId }
        return { sub: accountId, ...claimsOf(found, scope.split(' '), clock.now()) }
      },
    }
  }
}
