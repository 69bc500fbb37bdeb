import type { Factor } from '../factor.ts'
import { createCodeCeremony, type EmailCodeDeps } from './ceremony.ts'
import { readAddressConfirmedAt } from './store.ts'

/**
 * The same ceremony for every account with a confirmed address, enrolled or not: the policy lists it only where a
 * first second factor is enrolled or a lost one replaced, never in a level. It cannot be enrolled.
 */
export function createIdentificationMailFactor(deps: EmailCodeDeps): Factor {
  return {
    id: 'identification-mail',
    amr: ['email'],
    async authenticators(accountId) {
      const confirmedAt = await readAddressConfirmedAt(deps.db, accountId)
      return confirmedAt === null ? [] : [{ id: accountId, createdAt: confirmedAt }]
    },
    authentication: createCodeCeremony(deps, 'identification-mail', 'identification'),
    enrolment: null,
    health: async (now) => ((await deps.isMailFailing(now)) ? 'failing' : 'ok'),
  }
}
