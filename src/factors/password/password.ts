/**
 * The password. Owns how it is stored and judged; leaves its rules (length, lists, age) to registration and to
 * the person's own pages, and what an expired one means to the account's states.
 */
import type { EpochSeconds } from '../../assurance/event.ts'
import type { Db } from '../../database/connect.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { PasswordHasher } from '../../system/password-hash.ts'
import { randomUuid } from '../../system/random.ts'
import { passwordPage } from '../../../views/factors/password.ts'
import type { Factor, Verdict } from '../factor.ts'
import {
  keepPassword,
  markClosed,
  readPassword,
  replacePassword,
  type JudgedPassword,
  type StoredPassword,
} from './store.ts'

export interface PasswordDeps {
  readonly db: Db
  readonly passwordHasher: PasswordHasher
}

/** Longer input is not hashed: nobody's password is (registration refuses it), and the answer is the ordinary one. */
const MAX_CODE_POINTS = 128
const MAX_BYTES = 512

const wrong: Verdict = { verified: false, text: 'E-LOGIN-01', field: null, stateSpent: false }

export function createPasswordFactor({ db, passwordHasher }: PasswordDeps): Factor {
  async function judge(stored: StoredPassword | null, password: string): Promise<JudgedPassword | null> {
    // A name without a password, and a password nobody can have, cost what a wrong password costs.
    if (stored === null || !isHashable(password)) {
      await passwordHasher.dummy(isHashable(password) ? password : '')
      return null
    }
    const { matches, needsRehash } = await passwordHasher.verify(stored.hash, password)
    if (!matches) return null
    return { ...stored, rehashed: needsRehash ? await passwordHasher.hash(password) : null }
  }

  return {
    id: 'password',
    amr: ['pwd'],
    async authenticators(accountId) {
      const stored = await readPassword(db, accountId)
      return stored === null ? [] : [{ id: stored.id, createdAt: stored.setAt }]
    },
    authentication: {
      sends: false,
      keepsState: false,
      begin: async () => null,
      page: async (context) => (frame) => passwordPage(frame, { username: context.username }),
      async finish(context, _state, reply) {
        const onKnownDevice = context.knownDevice === true
        const stored = await readPassword(db, context.accountId, { onKnownDevice })
        const match = await judge(stored, reply['password'] ?? '')
        if (match === null) return wrong
        return {
          verified: true,
          accountId: match.accountId,
          authenticatorId: match.id,
          settle: (transaction) => keepPassword(transaction, match, { onKnownDevice }),
        }
      },
    },
    enrolment: null,
  }
}

/**
 * Sets the account's password from its hash, which `PasswordHasher.hash` made before the transaction was opened. How
 * long it is good for stands with the account.
 */
export async function setPassword(
  transaction: Transaction,
  accountId: string,
  hash: string,
  { setAt }: { readonly setAt: EpochSeconds },
): Promise<void> {
  await replacePassword(transaction, { accountId, id: randomUuid(), hash, setAt })
}

/** Closes the account's password until a new one is set; one that is closed stays closed since then. */
export async function closePassword(transaction: Transaction, accountId: string, at: EpochSeconds): Promise<void> {
  await markClosed(transaction, accountId, at)
}

function isHashable(password: string): boolean {
  return (
    password !== '' &&
    Buffer.byteLength(password, 'utf8') <= MAX_BYTES &&
    Array.from(password).length <= MAX_CODE_POINTS
  )
}
