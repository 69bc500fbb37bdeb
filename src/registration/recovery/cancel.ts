import type { Context } from 'koa'
import { inTransaction } from '../../database/transaction.ts'
import { plainFrame } from '../../http/frame.ts'
import { recoverCancelPage, recoverCancelOutcomePage } from '../../../views/pages/registration/recover.ts'
import type { RegistrationDependencies } from '../dependencies.ts'
import { readOwnForm, show, showForm, stranger } from '../visitor.ts'

/** `GET /torlokod/lemondas/…`: the same page for every link; whether it is good is told to who presses the button. */
export function cancelGet(deps: RegistrationDependencies, ctx: Context): void {
  showForm(deps, ctx, recoverCancelPage)
}

/** `POST` of the same page: the link of the notice is all that is needed. */
export async function cancelPost(deps: RegistrationDependencies, ctx: Context): Promise<void> {
  await readOwnForm(deps, ctx)
  const token = ctx.path.slice(ctx.path.lastIndexOf('/') + 1)
  const { recoveries } = deps.recovery
  const done = await deps.turns.run(() =>
    inTransaction(deps.db, (transaction) => recoveries.cancelByLink(transaction, token, stranger(ctx))),
  )
  show(ctx, recoverCancelOutcomePage(plainFrame(ctx), done), done ? 200 : 410)
}
