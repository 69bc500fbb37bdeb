import * as z from 'zod'
import type { EpochSeconds, Seconds } from '../../assurance/event.ts'
import type { Db } from '../../database/connect.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { KeyedHash } from '../../system/hashing.ts'
import { randomDigits, randomUuid } from '../../system/random.ts'
import type { Language } from '../../../views/frame.ts'
import { emailCodePage } from '../../../views/factors/email-code.ts'
import { maskEmail } from '../../../views/format.ts'
import type { Ceremony, Verdict } from '../factor.ts'
import {
  consumeCode,
  consumeCodeAndEnrol,
  insertCode,
  reserveTry,
  supersedeCode,
  type CodePurpose,
  type Try,
} from './store.ts'

export interface EmailCodeDeps {
  readonly db: Db
  readonly keyed: Pick<KeyedHash, 'hash' | 'matches'>
  /** The confirmed identification address, and the language its owner prefers; null where there is none. */
  identificationAddress(
    transaction: Transaction,
    accountId: string,
  ): Promise<{ readonly address: string; readonly language: Language } | null>
  /** Queues the mail in the transaction: it leaves if and only if the code is stored. */
  enqueueMail(transaction: Transaction, mail: CodeMail): Promise<void>
  /** Whether mails do not arrive at present. */
  isMailFailing(now: EpochSeconds): Promise<boolean>
  /** How long a code lives. */
  readonly codeLifetime: Seconds
  /** How many times one code may be tried. */
  readonly triesPerCode: number
}

export interface CodeMail {
  readonly to: string
  readonly template: 'sign-in-code' | 'enrolment-code'
  readonly language: Language
  readonly props: {
    readonly code: string
    readonly sessionNumber: string
    readonly serviceName: string
    readonly expiresAt: number
  }
}

const CODE_DIGITS = 6
const SESSION_NUMBER_DIGITS = 3

/** Where no code was sent, or its state is gone: the page still has its button for another one. */
const nothingSent = { sessionNumber: '', maskedAddress: maskEmail('') }

const stateSchema = z.strictObject({ codeId: z.uuid(), sessionNumber: z.string(), maskedAddress: z.string() })

/**
 * A code is sent and typed back. `factor` is whose page it is. The code belongs to one sign-in, one account and one
 * purpose; asking for another voids it. Two resends at once are kept apart by the caller's lock on the sign-in.
 */
export function createCodeCeremony(
  deps: Omit<EmailCodeDeps, 'isMailFailing'>,
  factor: string,
  purpose: CodePurpose,
): Ceremony {
  const { db, keyed, codeLifetime, triesPerCode: maxTries } = deps
  const take = purpose === 'enrol' ? consumeCodeAndEnrol : consumeCode

  return {
    sends: true,
    keepsState: true,
    async begin({ signInId, accountId, serviceName, now }, transaction) {
      const id = randomUuid()
      const code = randomDigits(CODE_DIGITS)
      const sessionNumber = randomDigits(SESSION_NUMBER_DIGITS)
      const codeHash = keyed.hash('email-code', boundCode(signInId, purpose, code))
      const recipient = accountId === null ? null : await deps.identificationAddress(transaction, accountId)
      if (accountId === null || recipient === null) {
        // Nobody to write to: the same page, and a code that cannot be typed.
        return { codeId: id, sessionNumber, maskedAddress: maskEmail('') }
      }
      await supersedeCode(transaction, { signInId, purpose, now })
      const expiresAt = now + codeLifetime
      await insertCode(transaction, { id, signInId, accountId, purpose, codeHash, sessionNumber, expiresAt })
      await deps.enqueueMail(transaction, {
        to: recipient.address,
        template: purpose === 'authenticate' ? 'sign-in-code' : 'enrolment-code',
        language: recipient.language,
        props: { code, sessionNumber, serviceName, expiresAt },
      })
      return { codeId: id, sessionNumber, maskedAddress: maskEmail(recipient.address) }
    },
    async page(_context, state) {
      const sent = sentCode(state)
      const pagePurpose = purpose === 'enrol' ? 'enrol' : 'authenticate'
      return (frame) => emailCodePage(frame, { ...sent, purpose: pagePurpose, factor })
    },
    async finish({ signInId, accountId, now }, state, reply) {
      if (state === null) return { verified: false, text: 'E-CODE-02', field: 'code', stateSpent: true }
      const { codeId } = stateSchema.parse(state)
      const code = (reply['code'] ?? '').replace(/[\s-]/g, '')
      if (code === '') return { verified: false, text: 'E-CODE-05', field: 'code', stateSpent: false, unjudged: true }
      const tried = await reserveTry(db, { id: codeId, signInId, accountId, purpose }, { now, maxTries })
      const matches = tried.hash !== null && keyed.matches('email-code', boundCode(signInId, purpose, code), tried.hash)
      if (!matches || accountId === null) return refusal(tried)
      return {
        verified: true,
        accountId,
        authenticatorId: accountId,
        settle: (transaction) => take(transaction, codeId, now),
      }
    },
  }
}

/** What a page says of a code that was sent: for pages that are no factor's. */
export function sentCode(state: unknown): { readonly sessionNumber: string; readonly maskedAddress: string } {
  const { sessionNumber, maskedAddress } = state === null ? nothingSent : stateSchema.parse(state)
  return { sessionNumber, maskedAddress }
}

function boundCode(signInId: string, purpose: CodePurpose, code: string): string {
  return `${signInId}\0${purpose}\0${code}`
}

function refusal(tried: Try): Verdict {
  if (tried.hash !== null && !tried.last)
    return { verified: false, text: 'E-CODE-01', field: 'code', stateSpent: false }
  // The code typed is an older one; the state that replaced this one is not spent.
  if (tried.hash === null && (tried.reason === 'superseded' || tried.reason === 'unknown')) {
    return { verified: false, text: 'E-CODE-01', field: 'code', stateSpent: false }
  }
  const tooMany = tried.hash !== null || tried.reason === 'tries'
  return { verified: false, text: tooMany ? 'E-CODE-03' : 'E-CODE-02', field: 'code', stateSpent: true }
}
