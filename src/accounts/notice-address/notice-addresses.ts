/**
 * A second address, which gets notices and nothing else: no code goes there, and it proves nothing. It is what makes a
 * waiting period worth something, because whoever reads the identification mailbox need not read this one. Owns its
 * links and the notices of its change; what else depends on it is handed in.
 */
import type { Audit } from '../../audit/record.ts'
import type { Db } from '../../database/connect.ts'
import { orUndone } from '../../database/savepoint.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { Mail } from '../../mail/mail.ts'
import type { Clock, EpochSeconds } from '../../system/clock.ts'
import { sha256 } from '../../system/hashing.ts'
import { randomId, randomUuid } from '../../system/random.ts'
import type { Sealing } from '../../system/sealing.ts'
import { openAddress } from '../account.ts'
import { CONFIRM_WITHIN } from '../address/address-changes.ts'
import { lockAddress, type LockedAddress } from '../address/store.ts'
import { normalEmail } from '../email.ts'
import type { ActedBy } from '../life/account-life.ts'
import { recordAct } from '../record-act.ts'
import * as store from './store.ts'

export type NoticeAddressRefusal = 'not_in_this_state' | 'mail_held' | 'identification_address' | 'same_address'

export interface NoticeAddresses {
  /**
   * Asks the other mailbox; nothing changes yet. Refused in the days after a reset by mail, unless `provedOtherwise`
   * (see `AddressChanges.request`).
   */
  request(
    transaction: Transaction,
    asked: { readonly accountId: string; readonly email: string; readonly provedOtherwise: boolean },
    by: ActedBy,
  ): Promise<{ ok: true } | { ok: false; refusal: NoticeAddressRefusal }>
  /** The link in the other mailbox: from now on it gets notices. False for a link that is good no more. */
  confirm(transaction: Transaction, token: string, by: ActedBy): Promise<boolean>
  /** False where there was none. */
  remove(transaction: Transaction, accountId: string, by: ActedBy): Promise<boolean>
  /** The address in use, with since when, and the one that waits to be confirmed. */
  of(
    db: Db | Transaction,
    accountId: string,
  ): Promise<{
    readonly inUse: { readonly address: string; readonly since: EpochSeconds } | null
    readonly waiting: { readonly address: string; readonly until: EpochSeconds } | null
  }>
}

export interface NoticeAddressDependencies {
  readonly clock: Clock
  readonly sealing: Sealing
  readonly audit: Audit
  readonly issuer: string
  /** Seconds; see `recovery.mailHold`. */
  readonly mailHold: number
  /** An address as mails show it to who may not read it in full. */
  maskEmail(address: string): string
  enqueueMail(transaction: Transaction, mail: Mail): Promise<void>
  /** What rests on the address ends: it is another one from now on, or none. */
  changed(transaction: Transaction, accountId: string): Promise<void>
}

export function createNoticeAddresses(deps: NoticeAddressDependencies): NoticeAddresses {
  const { clock, sealing, audit, issuer, enqueueMail } = deps

  /** Tells the identification mailbox, and the one that gets no more notices. */
  async function tell(
    transaction: Transaction,
    accountId: string,
    { account, before, now }: { account: LockedAddress; before: string | null; now: string | null },
  ): Promise<void> {
    const { language } = account
    const props = { newAddressMasked: now === null ? null : deps.maskEmail(now) }
    const identification = await openAddress(sealing, accountId, account.emailSealed)
    for (const to of new Set([identification, ...(before === null ? [] : [before])]))
      await enqueueMail(transaction, { to, language, template: 'notice-address-changed', props })
  }

  const inUse = (db: Db | Transaction, accountId: string) => noticeAddressOf(db, sealing, accountId)
  const open = ({ id, emailSealed }: store.StoredNoticeAddress) => sealing.open(sealContext(id), emailSealed)

  return {
    async request(transaction, { accountId, email, provedOtherwise }, by) {
      const now = clock.now()
      const account = await lockAddress(transaction, accountId)
      const refuse = (refusal: NoticeAddressRefusal) => ({ ok: false, refusal }) as const
      if (account === null || account.state !== 'ACTIVE') return refuse('not_in_this_state')
      const isHeld = account.mailResetAt !== null && now < account.mailResetAt + deps.mailHold
      if (isHeld && !provedOtherwise) return refuse('mail_held')
      const identification = await openAddress(sealing, accountId, account.emailSealed)
      if (normalEmail(identification) === normalEmail(email)) return refuse('identification_address')
      const present = await inUse(transaction, accountId)
      if (present !== null && normalEmail(present.address) === normalEmail(email)) return refuse('same_address')

      const [id, token] = [randomUuid(), randomId()]
      const confirmUntil = now + CONFIRM_WITHIN
      await store.voidWaiting(transaction, accountId, now)
      const emailSealed = await sealing.seal(sealContext(id), email)
      const link = { confirmHash: hashOf(token), confirmUntil }
      await store.insertWaiting(transaction, { id, accountId, emailSealed, requestedAt: now, ...link })
      await recordAct(audit, transaction, { event: 'account.notice_address_requested', at: now, accountId }, by)
      const props = { url: `${issuer}/cim/ertesites/${token}`, expiresAt: confirmUntil }
      await enqueueMail(transaction, {
        ...{ to: email, language: account.language },
        template: 'confirm-notice-address',
        props,
      })
      return { ok: true }
    },
    async confirm(transaction, token, by) {
      const now = clock.now()
      const confirmHash = hashOf(token)
      const accountId = await store.accountOfLink(transaction, confirmHash)
      const account = accountId === null ? null : await lockAddress(transaction, accountId)
      if (accountId === null || account === null || account.state !== 'ACTIVE') return false
      const before = await inUse(transaction, accountId)
      const confirmed = await orUndone(transaction, async () => {
        await store.endInUse(transaction, accountId, now)
        return await store.confirmWaiting(transaction, { confirmHash, resetAt: account.mailResetAt }, now)
      })
      if (confirmed === null) return false
      const email = await open(confirmed)
      await deps.changed(transaction, accountId)
      await recordAct(audit, transaction, { event: 'account.notice_address_changed', at: now, accountId }, by)
      await tell(transaction, accountId, { account, before: before?.address ?? null, now: email })
      return true
    },
    async remove(transaction, accountId, by) {
      const now = clock.now()
      const account = await lockAddress(transaction, accountId)
      const before = await inUse(transaction, accountId)
      await store.voidWaiting(transaction, accountId, now)
      if (account === null || before === null || !(await store.endInUse(transaction, accountId, now))) return false
      await deps.changed(transaction, accountId)
      await recordAct(audit, transaction, { event: 'account.notice_address_removed', at: now, accountId }, by)
      await tell(transaction, accountId, { account, before: before.address, now: null })
      return true
    },
    async of(db, accountId) {
      const waiting = await store.findWaiting(db, accountId, clock.now())
      return {
        inUse: await inUse(db, accountId),
        waiting: waiting === null ? null : { address: await open(waiting), until: waiting.until },
      }
    },
  }
}

/** The second address of an account and since when it is in use; null where there is none. */
export async function noticeAddressOf(
  db: Db | Transaction,
  sealing: Sealing,
  accountId: string,
): Promise<{ readonly address: string; readonly since: EpochSeconds } | null> {
  const found = await store.findInUse(db, accountId)
  if (found === null) return null
  return { address: await sealing.open(sealContext(found.id), found.emailSealed), since: found.since }
}

/** Links lie in the database as hashes: a copy of it confirms nothing. */
function hashOf(token: string): Buffer {
  return sha256(`notice-address-confirm\0${token}`)
}

function sealContext(id: string): string {
  return `notice-address:${id}`
}
