/**
 * How often one may try. Owns the counters of attempts (per account, network address and sign-in) and of mails;
 * leaves what an attempt is, and what the person is told, to others. An attempt is counted before it is judged,
 * as if it had failed, so that a burst cannot outrun the counter (security §2.1, CVE-2024-4629).
 */
import type { EpochSeconds } from '../assurance/event.ts'
import type { Transaction } from '../database/transaction.ts'
import { toEpochSeconds, type Clock } from '../system/clock.ts'
import type { KeyedHash } from '../system/hashing.ts'
import type { Limits } from './limits.ts'
import {
  askingScopes,
  attemptScopes,
  mailScopes,
  nameScopes,
  resetBySuccess,
  type Asking,
  type Attempt,
  type Mail,
  type CountedScope,
  type ScopeName,
} from './scopes.ts'
import { dropCounters, giveBack, reserveAttempt, type ReservedRow } from './store.ts'

/** What an attempt was counted in; kept by the caller until the attempt is judged. */
export interface Reservation {
  readonly counters: readonly ReservedRow[]
  /** Whether it counts as made on a device that the account is known on. */
  readonly onKnownDevice: boolean
  /** Should it fail, it was the last: as many failures in a row close the password for unknown devices (RD7). */
  readonly isLast: boolean
}

/**
 * `until` is the first instant at which trying again makes sense. Scope `interaction`: this sign-in has ended. Scope
 * `account_closed`: no time brings another try, and `until` is when no other attempt can be under way any more.
 */
export interface Refusal {
  readonly allowed: false
  readonly until: EpochSeconds
  readonly scope: ScopeName
}

/** `unjudged`: the attempt was never looked at (no room for it), which is not the person's failure. */
export type Outcome = 'success' | 'failure' | 'unjudged'

export interface Throttle {
  /** Counts an attempt, or says that there is no room for one. To be called, and committed, before hashing. */
  reserve(
    transaction: Transaction,
    attempt: Attempt,
  ): Promise<{ readonly allowed: true; readonly reservation: Reservation } | Refusal>
  /** A success takes the attempt back and forgets the account's failures; a failure keeps what was counted. */
  settle(transaction: Transaction, reservation: Reservation, outcome: Outcome): Promise<void>
  /** Counts what somebody asks for who has proved nothing, or says that they asked too often. */
  reserveAsking(
    transaction: Transaction,
    asking: Asking,
  ): Promise<{ readonly allowed: true; readonly reservation: Reservation } | Refusal>
  /** Somebody's password is a new one: what was guessed at the old one counts no more. The account is its name. */
  forgetFailures(transaction: Transaction, account: string): Promise<void>
  /** Counts a mail with a code; the account is its id. */
  reserveMail(transaction: Transaction, mail: Mail): Promise<{ readonly allowed: true } | Refusal>
}

export function createThrottle({
  limits,
  keyed,
  clock,
}: {
  readonly limits: Limits
  readonly keyed: Pick<KeyedHash, 'bucket'>
  readonly clock: Clock
}): Throttle {
  async function count(transaction: Transaction, scopes: readonly CountedScope[], onKnownDevice = false) {
    const now = clock.now()
    const counters = await reserveAttempt(transaction, scopes, now)
    if (counters.some((row) => row.refused)) return refusal(counters, now)
    const inARow = counters.find(({ scope }) => scope === 'account_closed')?.attempts ?? 0
    const isLast = inARow >= limits.account.closedAfter
    return { allowed: true as const, reservation: { counters, onKnownDevice, isLast } }
  }

  return {
    async reserve(transaction, attempt) {
      const isKnown = (attempt.device ?? null) !== null
      const reserved = await count(transaction, attemptScopes(limits, keyed, attempt), isKnown)
      // A known device that failed too often is a device like any other
      return reserved.allowed || reserved.scope !== 'known_device'
        ? reserved
        : count(transaction, attemptScopes(limits, keyed, { ...attempt, device: null }))
    },
    reserveAsking: (transaction, asking) => count(transaction, askingScopes(limits, keyed, asking)),
    reserveMail: (transaction, mail) => count(transaction, mailScopes(limits, keyed, mail)),
    async forgetFailures(transaction, account) {
      const keys = nameScopes(limits, keyed, account).map(({ key }) => Buffer.from(key, 'hex'))
      await dropCounters(transaction, keys)
    },
    async settle(transaction, reservation, outcome) {
      if (outcome === 'failure') return
      const counters = reservation.counters.map(({ key, until, scope }) => ({
        key,
        until,
        reset: outcome === 'success' && resetBySuccess.has(scope),
      }))
      await giveBack(transaction, counters)
    },
  }
}

// A sign-in without tries left ends, and a closed password stays closed, however long the others last; among the others
// the longest wait is the true one.
function refusal(rows: readonly ReservedRow[], now: EpochSeconds): Refusal {
  const refusals = rows.map(({ scope, until }) => ({ scope, until: until === null ? now : toEpochSeconds(until) }))
  const longest = refusals.reduce((a, b) => (b.until > a.until ? b : a))
  if (refusals.some(({ scope }) => scope === 'account_closed'))
    return { allowed: false, ...longest, scope: 'account_closed' }
  return { allowed: false, ...(refusals.find(({ scope }) => scope === 'interaction') ?? longest) }
}
