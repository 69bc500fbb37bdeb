/** How a registration becomes an account: what is counted first, what is written together, what is told afterwards. */
import type { Context } from 'koa'
import type { LifeRefusal, NewRegistration } from '../accounts/life/account-life.ts'
import { normalEmail } from '../accounts/email.ts'
import { inTransaction, type Transaction } from '../database/transaction.ts'
import { clientAddress } from '../http/proxy.ts'
import { BusyError } from '../system/gate.ts'
import type { Refusal } from '../throttle/throttle.ts'
import { counted } from './counted.ts'
import type { RegistrationDependencies } from './dependencies.ts'
import { insertRegistrationForm } from './store.ts'
import { stranger } from './visitor.ts'

/** The edition of the data protection notice that a tick is given to (`/privacy`). */
export const DATA_NOTICE_VERSION = '2026-11'

export interface Opening {
  readonly registration: NewRegistration
  /** The document that the form named; null where it names none. */
  readonly document: { readonly type: string; readonly number: string } | null
  /** What else must happen with it, or nothing does: false stops it. */
  also?(transaction: Transaction): Promise<boolean>
  /** What the new account gets with it. */
  then?(transaction: Transaction, accountId: string): Promise<void>
}

export type Opened =
  | { readonly kind: 'opened'; readonly accountId: string }
  | { readonly kind: 'refused'; readonly refusal: LifeRefusal | 'also' }
  | { readonly kind: 'throttled'; readonly refusal: Refusal }

/** Leaves a transaction that must not be committed. */
class Stopped extends Error {
  readonly outcome: Exclude<Opened, { kind: 'opened' }>

  constructor(outcome: Exclude<Opened, { kind: 'opened' }>) {
    super(outcome.kind)
    this.outcome = outcome
  }
}

/**
 * Opens the account. That a user name is taken is learned only here, with a form that is otherwise complete, and is
 * counted beforehand: where somebody has asked too often nobody looks, so that the wait tells nothing either.
 */
export async function openAccount(deps: RegistrationDependencies, ctx: Context, opening: Opening): Promise<Opened> {
  const { db, turns, throttle } = deps
  if (opening.registration.how === 'signature' && deps.hashing.isFull()) throw new BusyError()
  const address = clientAddress(ctx)
  const reserved = await counted(deps, ctx, (transaction) =>
    throttle.reserveAsking(transaction, { kind: 'username', address }),
  )
  if (!reserved.allowed) return { kind: 'throttled', refusal: reserved }
  try {
    return await turns.run(
      () =>
        inTransaction(db, async (transaction) => {
          const accountId = await write(deps, ctx, opening, transaction)
          // Only a name that was taken counts
          await throttle.settle(transaction, reserved.reservation, 'unjudged')
          return { kind: 'opened' as const, accountId }
        }),
      { ahead: true },
    )
  } catch (error) {
    if (!(error instanceof Stopped)) throw error
    const { outcome } = error
    if (outcome.kind !== 'refused' || outcome.refusal !== 'username_taken')
      await inTransaction(db, (transaction) => throttle.settle(transaction, reserved.reservation, 'unjudged'))
    return outcome
  }
}

async function write(
  deps: RegistrationDependencies,
  ctx: Context,
  { registration, document, also, then }: Opening,
  transaction: Transaction,
): Promise<string> {
  const mail = { account: normalEmail(registration.email), kind: 'registration', address: clientAddress(ctx) }
  const sending = await deps.throttle.reserveMail(transaction, mail)
  if (!sending.allowed) throw new Stopped({ kind: 'throttled', refusal: sending })
  if (also !== undefined && !(await also(transaction))) throw new Stopped({ kind: 'refused', refusal: 'also' })
  const opened = await deps.life.open(transaction, registration, stranger(ctx))
  if (!opened.ok) throw new Stopped({ kind: 'refused', refusal: opened.refusal })
  const { accountId } = opened
  await then?.(transaction, accountId)
  await insertRegistrationForm(transaction, {
    accountId,
    noticeVersion: DATA_NOTICE_VERSION,
    noticeAt: deps.clock.now(),
    documentSealed:
      document === null
        ? null
        : await deps.sealing.seal(`registration-document:${accountId}`, JSON.stringify(document)),
  })
  return accountId
}
