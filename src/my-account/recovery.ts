import type { Context } from 'koa'
import { inTransaction } from '../database/transaction.ts'
import { acting } from './acting.ts'
import type { MyAccountDependencies } from './dependencies.ts'
import { seeOther } from './my-frame.ts'

/** The button of the warning on the first page: whoever can sign in says that nothing is lost, at whatever level. */
export function cancelRecovery(deps: MyAccountDependencies) {
  return async (ctx: Context): Promise<void> => {
    const person = await deps.ownClient.requirePerson(ctx)
    if (person === null) return
    await deps.ownClient.submitted(ctx)
    const done = await inTransaction(deps.db, (transaction) =>
      deps.recoveries.cancel(transaction, person.accountId, acting(ctx, person)),
    )
    seeOther(ctx, done ? '/fiok?done=recovery' : '/fiok')
  }
}
