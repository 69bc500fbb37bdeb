/** Wires the office desk: the own client of clerks, and what their acts need from other folders. */
import type Router from '@koa/router'
import type { AddressChanges } from '../accounts/address/address-changes.ts'
import { REGISTRAR_DESK } from '../clients/own-clients.ts'
import type { Transaction } from '../database/transaction.ts'
import { cookieNames } from '../http/cookies.ts'
import { qrSvg } from '../system/qr.ts'
import type { DeskDependencies } from '../registrar/desk.ts'
import { createDeskRouter } from '../registrar/routes.ts'
import { readAccountFields } from '../registration/account-form.ts'
import { readIdentity } from '../registration/identity-form.ts'
import type { WalletEnrolment } from '../wallets/enrolment.ts'
import type { Core } from './core.ts'
import { type MyDataParts, ownClientAt } from './my-data.ts'

export interface DeskParts extends Omit<MyDataParts, 'loadIdentity' | 'nameOf'> {
  readonly addresses: AddressChanges
  readonly wallets: Pick<WalletEnrolment, 'issue'>
}

export function createDesk({ addresses, wallets, ...parts }: DeskParts): Router {
  const { config, core, outbox } = parts
  const { db, clock, logger } = parts.surroundings
  const { sealing, audit, life, pepper } = core
  const names = cookieNames(config.issuer)
  const ownClient = ownClientAt(REGISTRAR_DESK, { session: names.desk, round: names.deskRound }, parts)
  const age = { minAge: config.life.person.minAge, timeZone: config.life.timeZone }
  const deps: DeskDependencies = {
    ...{ db, clock, sealing, audit, logger, life, addresses, ownClient },
    keyed: pepper,
    settings: { ...config.desk, acr: config.policy.defaultAcr },
    activateUrl: new URL('/aktivalas', config.issuer).href,
    enqueueMail: (transaction, mail) => outbox.enqueueMail(transaction, mail),
    removeSecondFactors: (transaction, accountId) => removeSecondFactors(core, transaction, accountId),
    issueWalletTicket: (transaction, accountId) => wallets.issue(transaction, accountId),
    qr: qrSvg,
    readIdentity: (form, now) => readIdentity(form, age, now),
    readAccountFields,
  }
  return createDeskRouter(deps).use(ownClient.routes().routes())
}

/** Everything that a person holds beside the password and the mailbox. */
async function removeSecondFactors(
  { factors }: Pick<Core, 'factors'>,
  transaction: Transaction,
  accountId: string,
): Promise<readonly string[]> {
  const removed: string[] = []
  for (const { id, remove, authenticators } of factors) {
    if (remove === undefined) continue
    for (const held of await authenticators(accountId, transaction))
      if (await remove(transaction, accountId, held.id)) removed.push(id)
  }
  return removed
}
