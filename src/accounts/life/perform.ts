/** Does what a transition decided, each effect by the part of the product that it concerns. */
import type { Transaction } from '../../database/transaction.ts'
import { orUndone } from '../../database/savepoint.ts'
import type { Mail } from '../../mail/outbox.ts'
import { randomUuid } from '../../system/random.ts'
import { openAddress, setAddress } from '../account.ts'
import { usernameKey } from '../username.ts'
import { later } from './deadline.ts'
import type { AccountLifeDependencies } from './dependencies.ts'
import type { Effect, LifeMail } from './effect.ts'
import type { ActedBy, LifeRefusal } from './account-life.ts'
import { codeContext, newCode, plainCode } from './one-time-code.ts'
import * as store from './store.ts'
import { isUsernameReserved, reservationHash } from './reserved-username.ts'

/** On whose row, at what instant, by whom. */
export interface Performance {
  readonly transaction: Transaction
  readonly account: store.LockedAccount
  /** The code that was out before. */
  readonly code: store.KeptCode | null
  readonly by: ActedBy
  readonly now: number
}

/**
 * Performs the effects in their order. Two can be refused by what another account or person has already: they stand
 * first in their rules, so that nothing was done then.
 */
export async function performAll(
  deps: AccountLifeDependencies,
  performance: Performance,
  effects: readonly Effect[],
): Promise<LifeRefusal | null> {
  let current = performance
  for (const effect of effects) {
    const outcome = await perform(deps, current, effect)
    if (typeof outcome === 'string') return outcome
    current = outcome ?? current
  }
  return null
}

/** Null: done. A performance: done, and the following effects see the account like this. */
async function perform(
  deps: AccountLifeDependencies,
  performance: Performance,
  effect: Effect,
): Promise<LifeRefusal | Performance | null> {
  const { transaction, account, code, by, now } = performance
  switch (effect.do) {
    case 'record':
      await record(deps, performance, effect)
      return null
    case 'mail':
      await sendMail(deps, performance, effect.mail)
      return null
    case 'notice': {
      const { notice, dueAt } = effect
      const isFirst = await store.giveNotice(transaction, { accountId: account.id, notice, dueAt, at: now })
      if (isFirst && effect.mail !== null) await sendMail(deps, performance, effect.mail)
      return null
    }
    case 'send_code':
      await sendCode(deps, performance, effect)
      return null
    case 'use_code':
      return code !== null && (await store.useCode(transaction, code.id, now)) ? null : 'no_live_code'
    case 'void_code':
      await store.supersedeCodes(transaction, account.id, now)
      return null
    case 'count_wrong_entry':
      await store.countWrongEntry(transaction, code?.id ?? null)
      return null
    case 'confirm_address':
      await store.confirmAddress(transaction, account.id, now)
      return null
    case 'set_address': {
      await setAddress(transaction, account.id, { email: effect.email, confirmedAt: null }, deps)
      const emailSealed = await store.readSealedAddress(transaction, account.id)
      return { ...performance, account: { ...account, emailSealed } }
    }
    case 'set_password':
      await deps.setPassword(transaction, account.id, effect.hash, { setAt: now })
      return null
    case 'close_password':
      await deps.closePassword(transaction, account.id, now)
      return null
    case 'end_access':
      await deps.endAccess(transaction, account.id, { reason: effect.reason, by: by.actor })
      return null
    case 'set_username':
      return await rename(deps, performance, effect.username)
    case 'join_person':
      return await joinPerson(deps, performance, effect)
    case 'delete':
      await erase(deps, performance, effect)
      return null
  }
}

async function record(
  { audit }: AccountLifeDependencies,
  { transaction, account, by, now }: Performance,
  { event, outcome, reason }: Extract<Effect, { do: 'record' }>,
): Promise<void> {
  const { actor, address, requestId, clientId, sessionUid } = by
  const detail = detailOf(by)
  await audit.record(transaction, {
    event,
    at: now,
    outcome: outcome ?? 'success',
    actor,
    subjectAccountId: account.id,
    ...(address === undefined ? {} : { address }),
    ...(requestId === undefined ? {} : { requestId }),
    ...(clientId === undefined ? {} : { clientId }),
    ...(sessionUid === undefined ? {} : { sessionUid }),
    ...(reason === undefined ? {} : { reason }),
    ...(detail === null ? {} : { detail }),
  })
}

/** What an office notes of its act. */
function detailOf({ office, caseId, reason }: ActedBy): Readonly<Record<string, string>> | null {
  const detail = {
    ...(office === undefined ? {} : { officeId: office.id, officeName: office.name }),
    ...(caseId === undefined ? {} : { caseId }),
    ...(reason === undefined ? {} : { reason }),
  }
  return Object.keys(detail).length === 0 ? null : detail
}

async function sendMail(
  { sealing, enqueueMail }: AccountLifeDependencies,
  { transaction, account }: Performance,
  mail: LifeMail,
): Promise<void> {
  const to = await openAddress(sealing, account.id, account.emailSealed)
  const written: Mail = { ...mail, to, language: account.language }
  await enqueueMail(transaction, written)
}

async function sendCode(
  deps: AccountLifeDependencies,
  performance: Performance,
  { purpose, expiresAt, windowEndsAt, reissue, mail }: Extract<Effect, { do: 'send_code' }>,
): Promise<void> {
  const { transaction, account, now } = performance
  const code = newCode()
  const hash = deps.keyed.hash(codeContext(purpose, account.id), plainCode(code))
  await store.supersedeCodes(transaction, account.id, now)
  const id = randomUuid()
  await store.insertCode(transaction, {
    ...{ id, accountId: account.id, purpose, hash, sentAt: now, expiresAt, reissued: reissue },
  })
  const props = { code, expiresAt, activateUrl: deps.activateUrl }
  await sendMail(
    deps,
    performance,
    mail.template === 'reset-code'
      ? { template: mail.template, props }
      : { template: mail.template, props: { ...props, kind: mail.kind, windowEndsAt } },
  )
}

/** #39 */
async function rename(
  deps: AccountLifeDependencies,
  { transaction, account, now }: Performance,
  username: string,
): Promise<LifeRefusal | null> {
  const key = usernameKey(username)
  if (await isUsernameReserved(deps, transaction, username, now)) return 'username_taken'
  const renamed = await orUndone(transaction, async () => {
    await store.renameAccount(transaction, account.id, { username, usernameKey: key })
    return true
  })
  return renamed === null ? 'username_taken' : null
}

/** #10 #11: the self-asserted record is erased; from now on the account is the verified person's (RD12). */
async function joinPerson(
  { persons }: AccountLifeDependencies,
  performance: Performance,
  { identity }: Extract<Effect, { do: 'join_person' }>,
): Promise<LifeRefusal | Performance> {
  const { transaction, account, now } = performance
  const personId = await persons.enter(transaction, identity, { verified: true, now })
  if (personId === null) return 'person_has_account'
  await store.movePerson(transaction, account.id, personId)
  await persons.erase(transaction, account.personId, { keepSubject: false, now })
  return { ...performance, account: { ...account, personId } }
}

async function erase(
  deps: AccountLifeDependencies,
  { transaction, account, now }: Performance,
  { why, reserveUsername }: Extract<Effect, { do: 'delete' }>,
): Promise<void> {
  const { policy, persons } = deps
  const tombstone = { id: randomUuid(), openedAt: account.openedAt, deletedAt: now, reason: why }
  await store.buryAccount(transaction, account.id, tombstone)
  await persons.erase(transaction, account.personId, { keepSubject: policy.person.keepSubject, now })
  if (!reserveUsername) return
  const until = later(now, policy.username.reserved, policy.timeZone)
  await store.reserveUsername(transaction, reservationHash(deps.keyed, account.username), until)
}
