/** Hands recoveries what only the factors and the sessions know, and its pages the code that is mailed for one. */
import { identificationAddress } from '../accounts/account.ts'
import { losableFactors } from '../accounts/recovery/losable.ts'
import { createRecoveries, type Recoveries } from '../accounts/recovery/recoveries.ts'
import { findAccountByUsername } from '../accounts/store.ts'
import type { Config } from '../config.ts'
import type { Transaction } from '../database/transaction.ts'
import { createCodeCeremony, sentCode } from '../factors/email-code/ceremony.ts'
import { type Factor, OUTSIDE_A_SIGN_IN } from '../factors/factor.ts'
import type { Outbox } from '../mail/outbox.ts'
import { endSessionsOf, revokeGrantsOf } from '../provider/sessions/end-all.ts'
import type { RecoveryPages } from '../registration/dependencies.ts'
import type { SignInDependencies } from '../sign-in/dependencies.ts'
import type { Core, Surroundings } from './core.ts'

export function createLostFactors(
  { life: { recovery: policy }, issuer }: Pick<Config, 'life' | 'issuer'>,
  { db, clock }: Surroundings,
  { sealing, audit, factors, outbox }: Pick<Core, 'sealing' | 'audit' | 'factors'> & { readonly outbox: Outbox },
): Recoveries {
  return createRecoveries({
    ...{ db, clock, sealing, audit, issuer, policy },
    enqueueMail: (transaction, mail) => outbox.enqueueMail(transaction, mail),
    removeFactor: (transaction, accountId, factor) => removeAllOf(factors, transaction, accountId, factor),
    async endAccess(transaction, accountId) {
      const ending = { reason: 'recovered', by: { type: 'system', id: null } } as const
      await endSessionsOf(transaction, accountId, ending, { clock, audit })
      await revokeGrantsOf(transaction, accountId, ending, { clock, audit })
    },
  })
}

async function removeAllOf(
  factors: readonly Factor[],
  transaction: Transaction,
  accountId: string,
  id: string,
): Promise<boolean> {
  const factor = factors.find((one) => one.id === id)
  let removed = 0
  for (const held of (await factor?.authenticators(accountId, transaction)) ?? [])
    if ((await factor?.remove?.(transaction, accountId, held.id)) === true) removed += 1
  return removed > 0
}

/** What a sign-in does for recoveries: none that is due waits for the job, and none outlives a proof of its factor. */
export function withRecoveries(
  { recoveries }: Pick<Core, 'recoveries'>,
  db: Surroundings['db'],
): Pick<SignInDependencies, 'findAccount' | 'factorUsed'> {
  return {
    async findAccount(username, browser) {
      await recoveries.completeDueOf(username)
      return await findAccountByUsername(db, username, browser)
    },
    factorUsed: (transaction, accountId, factor) => recoveries.factorUsed(transaction, accountId, factor),
  }
}

/** The ceremony of the identification mailbox, with a mail that says what this code is for. */
export function createRecoveryPages(
  { lifetimes, limits }: Pick<Config, 'lifetimes' | 'limits'>,
  { db }: Surroundings,
  { core: { recoveries, factors, pepper, sealing }, outbox }: { readonly core: Core; readonly outbox: Outbox },
): RecoveryPages {
  const ceremony = createCodeCeremony(
    {
      db,
      keyed: pepper,
      codeLifetime: lifetimes.emailCode,
      triesPerCode: limits.code.triesPerCode,
      identificationAddress: (transaction, accountId) => identificationAddress(transaction, sealing, accountId),
      async enqueueMail(transaction, { to, language, props: { serviceName: _own, ...props } }) {
        await outbox.enqueueMail(transaction, { to, language, template: 'recovery-code', props })
      },
    },
    'identification-mail',
    'identification',
  )
  const removable = factors.filter(({ remove }) => remove !== undefined).map(({ id }) => id)
  const code: RecoveryPages['code'] = {
    sent: sentCode,
    begin: (context, transaction) => ceremony.begin({ ...OUTSIDE_A_SIGN_IN, ...context }, transaction),
    finish: (context, state, reply) => ceremony.finish({ ...OUTSIDE_A_SIGN_IN, ...context }, state, reply),
  }
  return { recoveries, code, ways: losableFactors.filter((way) => removable.includes(way)) }
}
