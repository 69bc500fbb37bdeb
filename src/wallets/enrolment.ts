/**
 * Enrolling a wallet (K11): an office hands out a ticket as a QR code, and a code goes to the customer's identification
 * address; whoever has both, and a key, binds the key to the account. The clerk sees the one and never the other, so
 * nobody at a desk can bind a phone of their own. Owns tickets; what bound keys are asked for is presentations'.
 */
import type { Actor } from '../audit/event.ts'
import type { Audit } from '../audit/record.ts'
import type { Db } from '../database/connect.ts'
import { inTransaction, type Transaction } from '../database/transaction.ts'
import type { Mail } from '../mail/outbox.ts'
import type { Clock, EpochSeconds } from '../system/clock.ts'
import { type KeyedHash, sha256 } from '../system/hashing.ts'
import { verifyKeyProof } from '../system/key-proof.ts'
import { randomDigits, randomId, randomUuid } from '../system/random.ts'
import { lockOwner } from './keys/store.ts'
import { bindKey, insertTicket, tryTicket } from './store.ts'

export interface WalletEnrolmentDependencies {
  readonly db: Db
  readonly clock: Clock
  readonly audit: Audit
  readonly keyed: Pick<KeyedHash, 'hash' | 'matches'>
  readonly issuer: string
  /** The confirmed identification address; null where there is none. */
  recipient(
    transaction: Transaction,
    accountId: string,
  ): Promise<{ readonly address: string; readonly language: Mail['language'] } | null>
  enqueueMail(transaction: Transaction, mail: Mail): Promise<void>
}

/** What is printed. */
export interface WalletTicket {
  /** Goes into the QR code: the address that the wallet sends to, with the ticket's token. */
  readonly uri: string
  readonly expiresAt: EpochSeconds
}

export interface WalletEnrolment {
  /** Null where no code can be sent: the account has no confirmed address. The caller records the act. */
  issue(transaction: Transaction, accountId: string): Promise<WalletTicket | null>
  /** Binds the key that made `proof`. False for whatever is wrong: nobody learns what. */
  bind(given: { readonly token: string; readonly code: string; readonly proof: string }): Promise<boolean>
}

/** The wallet posts `token`, `code` and `proof` here. */
export const WALLET_PATH = '/dap/eszkozok'

/** Seconds: from the desk to a phone, with time to look into the mailbox at home. */
const TICKET_LIVES = 24 * 60 * 60

const CODE_DIGITS = 8
const MAX_TRIES = 5

export function createWalletEnrolment(deps: WalletEnrolmentDependencies): WalletEnrolment {
  const { db, clock, audit, keyed, issuer } = deps
  const address = new URL(WALLET_PATH, issuer).href

  return {
    async issue(transaction, accountId) {
      const recipient = await deps.recipient(transaction, accountId)
      if (recipient === null) return null
      const [id, token, code] = [randomUuid(), randomId(), randomDigits(CODE_DIGITS)]
      const issuedAt = clock.now()
      const expiresAt = issuedAt + TICKET_LIVES
      const codeHash = keyed.hash('wallet-code', `${id}\0${code}`)
      await insertTicket(transaction, { id, accountId, tokenHash: sha256(token), codeHash, issuedAt, expiresAt })
      const { address: to, language } = recipient
      await deps.enqueueMail(transaction, { to, language, template: 'wallet-code', props: { code, expiresAt } })
      return { uri: `${address}?token=${token}`, expiresAt }
    },

    async bind({ token, code, proof }) {
      const now = clock.now()
      const key = await verifyKeyProof(proof, { audience: address, nonce: token, now })
      // The proof first: who cannot make one spends nobody's tries
      if (key === null) return false
      const ticket = await tryTicket(db, { tokenHash: sha256(token), now, maxTries: MAX_TRIES })
      if (ticket === null) return false
      const digits = code.replaceAll(/[\s-]/g, '')
      const isRight = keyed.matches('wallet-code', `${ticket.id}\0${digits}`, ticket.codeHash)
      const actor: Actor = { type: 'person', id: isRight ? ticket.accountId : null }
      return await inTransaction(db, async (transaction) => {
        await lockOwner(transaction, ticket.accountId)
        const isBound = isRight && (await bindKey(transaction, { id: ticket.id, ...key, now }))
        await audit.record(transaction, {
          event: isBound ? 'factor.enrolled' : 'sign_in.factor_failed',
          at: now,
          outcome: isBound ? 'success' : 'failure',
          actor,
          subjectAccountId: ticket.accountId,
          reason: 'dap',
        })
        const recipient = isBound ? await deps.recipient(transaction, ticket.accountId) : null
        if (recipient !== null) {
          const { address: to, language } = recipient
          await deps.enqueueMail(transaction, {
            to,
            language,
            template: 'device-moved',
            props: { way: 'dap', moved: false },
          })
        }
        return isBound
      })
    },
  }
}
