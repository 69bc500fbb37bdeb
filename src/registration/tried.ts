import type { Context } from 'koa'
import { inTransaction } from '../database/transaction.ts'
import { clientAddress } from '../http/proxy.ts'
import { randomId } from '../system/random.ts'
import type { Attempt } from '../throttle/scopes.ts'
import type { Refusal, Reservation } from '../throttle/throttle.ts'
import type { RegistrationDependencies } from './dependencies.ts'

export type Tried =
  { readonly kind: 'judged'; readonly judged: boolean } | { readonly kind: 'throttled'; readonly refusal: Refusal }

/** Counts an attempt as if it had failed, judges it with no connection held, and settles it. */
export async function tried(
  { db, turns, throttle }: RegistrationDependencies,
  ctx: Context,
  attempt: Pick<Attempt, 'kind' | 'account'>,
  judge: () => Promise<boolean>,
): Promise<Tried> {
  const counted = { ...attempt, address: clientAddress(ctx), signInId: randomId() }
  const reserved = await turns.run(() => inTransaction(db, (transaction) => throttle.reserve(transaction, counted)))
  if (!reserved.allowed) return { kind: 'throttled', refusal: reserved }
  const settle = (reservation: Reservation, outcome: 'success' | 'failure' | 'unjudged') =>
    turns.run(() => inTransaction(db, (transaction) => throttle.settle(transaction, reservation, outcome)), {
      ahead: true,
    })
  try {
    const judged = await judge()
    await settle(reserved.reservation, judged ? 'success' : 'failure')
    return { kind: 'judged', judged }
  } catch (error) {
    // Nobody looked at what was typed: that is not the person's failure
    await settle(reserved.reservation, 'unjudged')
    throw error
  }
}
