/** Wires My data: the own client, the changes of an address, and the pages with what they need from other folders. */
import type Router from '@koa/router'
import type { Provider } from 'oidc-provider'
import { maskEmail } from '../../views/format.ts'
import { identificationAddress } from '../accounts/account.ts'
import { type AddressChanges, createAddressChanges } from '../accounts/address/address-changes.ts'
import { counts } from '../assurance/counts.ts'
import { createNoticeAddresses } from '../accounts/notice-address/notice-addresses.ts'
import { MY_DATA, type OwnClientPlace } from '../clients/own-clients.ts'
import { inTransaction, type Transaction } from '../database/transaction.ts'
import { findClient } from '../clients/store.ts'
import type { Config } from '../config.ts'
import { OUTSIDE_A_SIGN_IN } from '../factors/factor.ts'
import type { FormTokens } from '../http/csrf.ts'
import { cookieNames } from '../http/cookies.ts'
import type { Outbox } from '../mail/outbox.ts'
import { removalNotice } from '../mail/removal-notice.ts'
import { sendStatements } from '../my-account/activity/statements.ts'
import type { AddressLinkDependencies } from '../my-account/address-links.ts'
import type { MyAccountDependencies } from '../my-account/dependencies.ts'
import { createMyAccountRouter } from '../my-account/routes.ts'
import { createWaysRouter } from '../my-account/ways/ways.ts'
import type { NoticeBoard } from '../notices/board.ts'
import { createOwnClient, type OwnClient } from '../own-client/own-client.ts'
import { createCodeRedeemer } from '../provider/redeem-code.ts'
import { endSessionByUid, endSessionsOf, revokeGrantsOf } from '../provider/sessions/end-all.ts'
import { withdrawConsent } from '../provider/withdrawal/withdraw.ts'
import type { EpochSeconds } from '../system/clock.ts'
import type { Core, Surroundings } from './core.ts'

export interface MyDataParts extends Pick<MyAccountDependencies, 'loadIdentity' | 'nameOf'> {
  readonly config: Config
  readonly core: Core
  readonly surroundings: Surroundings
  readonly provider: Provider
  readonly outbox: Outbox
  readonly formTokens: FormTokens
  readonly notices: NoticeBoard
}

export interface MyData {
  readonly addresses: AddressChanges
  readonly router: Router
  /** Sends a batch of the periodic statements that are due; tells how many there were. */
  sendStatements(): Promise<number>
}

/** An own client at its place, with its cookies: My data's here, and the office desk's. */
export function ownClientAt(
  place: OwnClientPlace,
  cookies: { readonly session: string; readonly round: string },
  {
    config,
    core,
    surroundings,
    provider,
    formTokens,
  }: Omit<MyDataParts, 'loadIdentity' | 'nameOf' | 'outbox' | 'notices'>,
): OwnClient {
  const levels = config.policy.levels.map(({ acr }) => acr)
  return createOwnClient({
    ...place,
    cookies,
    issuer: config.issuer,
    levels,
    // The ordinary level, and what a temporary registration reaches
    preferred: levels.slice(0, levels.indexOf(config.policy.defaultAcr) + 1).toReversed(),
    db: surroundings.db,
    clock: surroundings.clock,
    keyed: core.pepper,
    formTokens,
    redeem: createCodeRedeemer(provider),
  })
}

export function createMyData(parts: MyDataParts): MyData {
  const { config, core, outbox, formTokens, loadIdentity, nameOf } = parts
  const { db, clock } = parts.surroundings
  const { sealing, audit } = core
  const { mailHold } = config.life.recovery
  const names = cookieNames(config.issuer)
  const addresses = createAddressChanges({
    clock,
    sealing,
    audit,
    keyed: core.pepper,
    issuer: config.issuer,
    mailHold,
    maskEmail,
    enqueueMail: (transaction, mail) => outbox.enqueueMail(transaction, mail),
    async addressChanged(transaction, accountId, by) {
      await core.life.apply(transaction, accountId, { type: 'address_changed' }, by)
      await core.recoveries.overtaken(transaction, accountId, 'address_changed')
    },
    async endAccess(transaction, accountId, { actor }) {
      const ending = { reason: 'address_change_undone', by: actor } as const
      await endSessionsOf(transaction, accountId, ending, { clock, audit })
      await revokeGrantsOf(transaction, accountId, ending, { clock, audit })
    },
  })
  const { recoveries } = core
  const noticeAddresses = createNoticeAddresses({
    ...{ clock, sealing, audit, issuer: config.issuer, mailHold, maskEmail },
    enqueueMail: (transaction, mail) => outbox.enqueueMail(transaction, mail),
    changed: (transaction, accountId) => recoveries.overtaken(transaction, accountId, 'address_changed'),
  })
  const ownClient = ownClientAt(MY_DATA, { session: names.my, round: names.myRound }, parts)
  const ended = { clock, audit }
  const deps: MyAccountDependencies & AddressLinkDependencies = {
    life: core.life,
    throttle: core.throttle,
    hashPassword: (password) => core.passwordHasher.hash(password),
    isPassword: (accountId, password) => isPassword(core, accountId, password, clock.now()),
    sessions: {
      endOne: (transaction, uid, { actor }) =>
        endSessionByUid(transaction, uid, { reason: 'ended_elsewhere', by: actor }, ended),
      async endOthers(transaction, accountId, { by, ...ending }) {
        await endSessionsOf(transaction, accountId, { ...ending, by: by.actor }, ended)
        // A service that may act while the person is away goes on; that is taken back among the connected services
        if (ending.reason === 'password_changed')
          await revokeGrantsOf(transaction, accountId, { ...ending, by: by.actor }, ended)
      },
    },
    serviceNames: async (clientId) => (await findClient(db, clientId))?.names ?? null,
    withdraw: (transaction, { actor, address, requestId, sessionUid }, { accountId, clientId }) =>
      withdrawConsent(
        transaction,
        {
          ...{ accountId, clientId, actor },
          ...(address === undefined ? {} : { address }),
          ...(requestId === undefined ? {} : { requestId }),
          ...(sessionUid === undefined ? {} : { sessionUid }),
        },
        ended,
      ),
    ...{
      db,
      clock,
      audit,
      formTokens,
      ownClient,
      addresses,
      noticeAddresses,
      recoveries,
      loadIdentity,
      nameOf,
      mailHold,
    },
    links: { confirm: addresses.confirm, undo: addresses.undo, notice: noticeAddresses.confirm },
    ordinaryAcr: config.policy.defaultAcr,
  }
  const ways = createWaysRouter({
    ...deps,
    factors: core.factors,
    notices: parts.notices,
    counts: (factor, now) => counts(factor, config.policy, now),
    async notifyRemoved(transaction, accountId, way) {
      const recipient = await identificationAddress(transaction, sealing, accountId)
      if (recipient !== null) await outbox.enqueueMail(transaction, removalNotice(way, recipient))
    },
  })
  const router = createMyAccountRouter(deps)
  router.use(ways.routes()).use(ownClient.routes().routes())
  const statements = {
    audit,
    enqueueMail: outbox.enqueueMail.bind(outbox),
    addressOf: (transaction: Transaction, accountId: string) => identificationAddress(transaction, sealing, accountId),
  }
  return {
    addresses,
    router,
    sendStatements: () => inTransaction(db, (transaction) => sendStatements(statements, transaction, clock.now())),
  }
}

/** The factor's own judgement, without a sign-in: nothing is settled, so nothing is opened that was closed. */
async function isPassword({ factors }: Core, accountId: string, password: string, now: EpochSeconds): Promise<boolean> {
  const factor = factors.find(({ id }) => id === 'password')
  if (factor === undefined) return false
  const context = { ...OUTSIDE_A_SIGN_IN, knownDevice: true, accountId, now }
  const verdict = await factor.authentication.finish(context, null, { password })
  return 'verified' in verdict && verdict.verified && verdict.accountId === accountId
}
