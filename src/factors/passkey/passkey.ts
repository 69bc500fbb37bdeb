/**
 * Passkeys (WebAuthn Level 3) with user verification: a first factor that tells by itself who it is, and a second one
 * after a password. Owns the public keys and what was signed; leaves the names of people to others: a passkey holds the
 * account's id and no more.
 */
import type { Factor } from '../factor.ts'
import { createAuthentication } from './authentication.ts'
import { createEnrolment } from './enrolment.ts'
import type { PasskeyDeps } from './relying-party.ts'
import { listPasskeys, removePasskey } from './store.ts'

export function createPasskeyFactor(deps: PasskeyDeps): Factor {
  return {
    id: 'passkey',
    // RFC 8176: a key that may live in software (many are synchronised), a person there, two factors in one
    amr: ['swk', 'user', 'mfa'],
    async authenticators(accountId, within) {
      const passkeys = await listPasskeys(within ?? deps.db, accountId)
      return passkeys.map(({ id, name, createdAt }) => ({ id, name, createdAt }))
    },
    authentication: createAuthentication(deps),
    enrolment: createEnrolment(deps),
    remove: (transaction, accountId, id) => removePasskey(transaction, accountId, id),
  }
}
