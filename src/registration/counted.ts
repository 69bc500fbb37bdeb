import type { Context } from 'koa'
import { inTransaction, type Transaction } from '../database/transaction.ts'
import type { Refusal } from '../throttle/throttle.ts'
import type { RegistrationDependencies } from './dependencies.ts'
import { stranger } from './visitor.ts'

/** Counts what somebody tries or asks for before it is looked at; that there was no room for it is recorded. */
export function counted<T extends { readonly allowed: true }>(
  { db, turns, audit, clock }: RegistrationDependencies,
  ctx: Context,
  reserve: (transaction: Transaction) => Promise<T | Refusal>,
): Promise<T | Refusal> {
  return turns.run(() =>
    inTransaction(db, async (transaction) => {
      const reserved = await reserve(transaction)
      if (!reserved.allowed) {
        await audit.record(transaction, {
          ...stranger(ctx),
          event: 'registration.throttled',
          at: clock.now(),
          outcome: 'failure',
          reason: reserved.scope,
        })
      }
      return reserved
    }),
  )
}
