/** Hands the page for lost apps what only the factors know. */
import { identificationAddress } from '../accounts/account.ts'
import { findAccountByUsername } from '../accounts/store.ts'
import { appOfDeletionCode } from '../factors/totp/deletion-code.ts'
import { OUTSIDE_A_SIGN_IN } from '../factors/factor.ts'
import type { Outbox } from '../mail/outbox.ts'
import type { LostApp } from '../registration/dependencies.ts'
import type { Core, Surroundings } from './core.ts'

export function createLostApp({
  core,
  surroundings: { db, clock },
  outbox,
}: {
  readonly core: Core
  readonly surroundings: Surroundings
  readonly outbox: Outbox
}): LostApp {
  const factorOf = (id: string) => core.factors.find((factor) => factor.id === id)
  return {
    findAccount: (username) => findAccountByUsername(db, username),
    async isPassword(accountId, password) {
      // Nothing of a sign-in counts here but whose password it is
      const context = { ...OUTSIDE_A_SIGN_IN, accountId, now: clock.now() }
      const verdict = await factorOf('password')?.authentication.finish(context, null, { password })
      return verdict !== undefined && 'verified' in verdict && verdict.verified
    },
    appOf: (accountId, code) => appOfDeletionCode({ db, keyed: core.pepper }, accountId, code),
    removeApp: async (transaction, accountId, appId) =>
      (await factorOf('totp')?.remove?.(transaction, accountId, appId)) ?? false,
    async notifyRemoved(transaction, accountId) {
      const recipient = await identificationAddress(transaction, core.sealing, accountId)
      if (recipient === null) return
      const { address: to, language } = recipient
      await outbox.enqueueMail(transaction, { to, language, template: 'app-removed', props: { by: 'deletion_code' } })
    },
  }
}
