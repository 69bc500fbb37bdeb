/**
 * Codes of an authenticator app (RFC 6238). Owns the app's secret, the time steps it spent and the deletion code;
 * leaves to others who may enrol or replace an app, and the page that takes the deletion code.
 */
import type { EpochSeconds } from '../../assurance/event.ts'
import type { Transaction } from '../../database/transaction.ts'
import { randomUuid } from '../../system/random.ts'
import type { Sealing } from '../../system/sealing.ts'
import type { Factor } from '../factor.ts'
import { createAuthentication, secretContext } from './authentication.ts'
import { createEnrolment, type EnrolmentDeps } from './enrolment.ts'
import { placeAuthenticator, readAuthenticator, removeAuthenticator } from './store.ts'

export function createTotpFactor(deps: EnrolmentDeps): Factor {
  return {
    id: 'totp',
    amr: ['otp'],
    async authenticators(accountId, within) {
      const app = await readAuthenticator(within ?? deps.db, accountId)
      return app === null ? [] : [{ id: app.id, createdAt: app.createdAt }]
    },
    authentication: createAuthentication(deps),
    enrolment: createEnrolment(deps),
    remove: (transaction, accountId, id) => removeAuthenticator(transaction, accountId, id),
  }
}

/**
 * Gives an account an app whose secret is known beforehand (demonstration data; refused in production by its
 * caller). The secret is base32. False where the account has an app already.
 */
export async function holdApp(
  transaction: Transaction,
  sealing: Sealing,
  app: { readonly accountId: string; readonly secret: string; readonly createdAt: EpochSeconds },
): Promise<boolean> {
  return await placeAuthenticator(transaction, {
    id: randomUuid(),
    accountId: app.accountId,
    replaces: null,
    secretSealed: await sealing.seal(secretContext(app.accountId), app.secret),
    lastStep: 0,
    deletionCodeHash: null,
    createdAt: app.createdAt,
  })
}
