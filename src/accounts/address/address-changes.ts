/**
 * Changing the identification address: it moves only once the new mailbox has answered, and whoever reads the old one
 * can take it back for ten days (domain #40, #42, S0). Owns the links and both notices; what ends with an address (the
 * codes that were mailed there, edge m) is the account's life, handed in.
 */
import type { AccountState } from '../../assurance/policy.ts'
import type { Audit, AuditEvent } from '../../audit/record.ts'
import type { Db } from '../../database/connect.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { Mail } from '../../mail/mail.ts'
import type { Clock, EpochSeconds } from '../../system/clock.ts'
import { sha256 } from '../../system/hashing.ts'
import { randomId, randomUuid } from '../../system/random.ts'
import type { Sealing } from '../../system/sealing.ts'
import { type AddressDependencies, openAddress, setAddress } from '../account.ts'
import { normalEmail } from '../email.ts'
import type { ActedBy } from '../life/account-life.ts'
import { recordAct } from '../record-act.ts'
import * as store from './store.ts'

/** Seconds in which the new mailbox must answer. */
export const CONFIRM_WITHIN = 24 * 60 * 60

/** Seconds in which the old mailbox can take the change back. */
const UNDO_WITHIN = 10 * 24 * 60 * 60

export type AddressRefusal = 'not_in_this_state' | 'same_address' | 'mail_held'

export interface AddressChanges {
  /**
   * #40: asks the new mailbox. In the days after a reset by mail it is refused, unless `provedOtherwise`: by an app, a
   * passkey or DÁP, so that one mailbox does not give away the other (RD8).
   */
  request(
    transaction: Transaction,
    change: { readonly accountId: string; readonly email: string; readonly provedOtherwise: boolean },
    by: ActedBy,
  ): Promise<{ ok: true } | { ok: false; refusal: AddressRefusal }>
  /** #42: the same from the desk, where identity was checked (and a second clerk approved, where one must). */
  correctAtDesk(
    transaction: Transaction,
    accountId: string,
    email: string,
    by: ActedBy,
  ): Promise<{ ok: true } | { ok: false; refusal: AddressRefusal }>
  /** What was asked for last and waits for the new mailbox. */
  waiting(db: Db | Transaction, accountId: string): Promise<{ address: string; until: EpochSeconds } | null>
  /** The link in the new mailbox: the address moves, both are told. False for a link that is good no more. */
  confirm(transaction: Transaction, token: string, by: ActedBy): Promise<boolean>
  /**
   * The link in the old mailbox: the address that was valid when the link was sent is back, every later change is void,
   * and all sessions end. False for a link that is good no more.
   */
  undo(transaction: Transaction, token: string, by: ActedBy): Promise<boolean>
}

export interface AddressChangeDependencies extends AddressDependencies {
  readonly clock: Clock
  readonly sealing: Sealing
  readonly audit: Audit
  readonly issuer: string
  /** Seconds; see `recovery.mail_hold`. */
  readonly mailHold: number
  /** An address as pages and mails show it to who may not read it in full. */
  maskEmail(address: string): string
  enqueueMail(transaction: Transaction, mail: Mail): Promise<void>
  /** `AccountLife.apply` of `address_changed`: the live codes of the account die. */
  addressChanged(transaction: Transaction, accountId: string, by: ActedBy): Promise<unknown>
  /** Ends every session and revokes what was issued. */
  endAccess(transaction: Transaction, accountId: string, by: ActedBy): Promise<void>
}

const CHANGEABLE: readonly AccountState[] = ['ACTIVE']
const CORRECTABLE: readonly AccountState[] = ['ACTIVE', 'PW_EXPIRED', 'INACTIVE']

export function createAddressChanges(deps: AddressChangeDependencies): AddressChanges {
  const { clock, sealing, audit, issuer } = deps

  async function ask(
    transaction: Transaction,
    { accountId, email, ...how }: { accountId: string; email: string; states: readonly AccountState[]; held: boolean },
    by: ActedBy,
  ) {
    const now = clock.now()
    const account = await store.lockAddress(transaction, accountId)
    const refuse = (refusal: AddressRefusal) => ({ ok: false, refusal }) as const
    if (account === null || !how.states.includes(account.state)) return refuse('not_in_this_state')
    if (how.held && account.mailResetAt !== null && now < account.mailResetAt + deps.mailHold)
      return refuse('mail_held')
    const present = await openAddress(sealing, accountId, account.emailSealed)
    if (normalEmail(present) === normalEmail(email)) return refuse('same_address')

    const [id, token] = [randomUuid(), randomId()]
    const confirmUntil = now + CONFIRM_WITHIN
    await store.voidOpenChanges(transaction, accountId, now)
    await store.insertChange(transaction, {
      id,
      accountId,
      newEmailSealed: await sealing.seal(newAddress(id), email),
      requestedBy: by.actor.type === 'registrar' ? 'registrar' : 'person',
      requestedAt: now,
      confirmHash: hashOf('confirm', token),
      confirmUntil,
    })
    await record(transaction, 'account.address_change_requested', accountId, by)
    const { language } = account
    const props = { url: `${issuer}/cim/megerosites/${token}`, expiresAt: confirmUntil }
    await deps.enqueueMail(transaction, { to: email, language, template: 'confirm-address', props })
    return { ok: true } as const
  }

  const record = (transaction: Transaction, event: AuditEvent['event'], accountId: string, by: ActedBy) =>
    recordAct(audit, transaction, { event, at: clock.now(), accountId }, by)

  return {
    request: (transaction, { provedOtherwise, ...change }, by) =>
      ask(transaction, { ...change, states: CHANGEABLE, held: !provedOtherwise }, by),
    correctAtDesk: (transaction, accountId, email, by) =>
      ask(transaction, { accountId, email, states: CORRECTABLE, held: false }, by),
    async waiting(db, accountId) {
      const found = await store.findOpenChange(db, accountId, clock.now())
      if (found === null) return null
      return { address: await sealing.open(newAddress(found.id), found.newEmailSealed), until: found.until }
    },
    async confirm(transaction, token, by) {
      const now = clock.now()
      const confirmHash = hashOf('confirm', token)
      const accountId = await store.accountOfLink(transaction, { confirmHash })
      const account = accountId === null ? null : await store.lockAddress(transaction, accountId)
      if (accountId === null || account === null || !CORRECTABLE.includes(account.state)) return false
      const back = randomId()
      const undoUntil = now + UNDO_WITHIN
      const undoHash = hashOf('undo', back)
      const links = { confirmHash, undoHash, undoUntil, resetAt: account.mailResetAt }
      const change = await store.confirmChange(transaction, links, now)
      if (change === null) return false
      const old = await openAddress(sealing, accountId, account.emailSealed)
      const email = await sealing.open(newAddress(change.id), change.newEmailSealed)
      await store.keepOldAddress(transaction, change.id, await sealing.seal(oldAddress(change.id), old))
      await setAddress(transaction, accountId, { email, confirmedAt: now }, deps)
      // Edge m: what lies in the old mailbox opens nothing any more
      await deps.addressChanged(transaction, accountId, by)
      await record(transaction, 'account.address_changed', accountId, by)
      const told = {
        newAddressMasked: deps.maskEmail(email),
        by: change.requestedBy === 'registrar' ? 'office' : 'person',
      } as const
      const undoUrl = `${issuer}/cim/visszavonas/${back}`
      await tell(transaction, account, old, { ...told, to: 'old', undoUrl, undoUntil })
      await tell(transaction, account, email, { ...told, to: 'new', undoUrl: null, undoUntil: null })
      return true
    },
    async undo(transaction, token, by) {
      const now = clock.now()
      const undoHash = hashOf('undo', token)
      const accountId = await store.accountOfLink(transaction, { undoHash })
      const account = accountId === null ? null : await store.lockAddress(transaction, accountId)
      if (accountId === null || account === null) return false
      const change = await store.undoChange(transaction, undoHash, now)
      if (change === null || change.oldEmailSealed === null) return false
      const voided = await openAddress(sealing, accountId, account.emailSealed)
      const email = await sealing.open(oldAddress(change.id), change.oldEmailSealed)
      await setAddress(transaction, accountId, { email, confirmedAt: now }, deps)
      await deps.addressChanged(transaction, accountId, by)
      await deps.endAccess(transaction, accountId, by)
      await record(transaction, 'account.address_change_undone', accountId, by)
      const told = { newAddressMasked: deps.maskEmail(email), by: 'person', undoUrl: null, undoUntil: null } as const
      await tell(transaction, account, email, { ...told, to: 'new' })
      await tell(transaction, account, voided, { ...told, to: 'old' })
      return true
    },
  }

  async function tell(
    transaction: Transaction,
    { language }: store.LockedAddress,
    to: string,
    props: Extract<Mail, { template: 'address-changed' }>['props'],
  ): Promise<void> {
    await deps.enqueueMail(transaction, { to, language, template: 'address-changed', props })
  }
}

/** Links lie in the database as hashes: a copy of it moves no address. */
function hashOf(link: 'confirm' | 'undo', token: string): Buffer {
  return sha256(`email-change-${link}\0${token}`)
}

function newAddress(id: string): string {
  return `email-change-new:${id}`
}

function oldAddress(id: string): string {
  return `email-change-old:${id}`
}
