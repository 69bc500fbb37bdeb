import type { Context } from 'koa'
import { inTransaction } from '../../database/transaction.ts'
import { requireFormToken } from '../../http/csrf.ts'
import { readForm } from '../../http/form-body.ts'
import { plainFrame } from '../../http/frame.ts'
import { recoverCancelPage, recoverCancelOutcomePage } from '../../../views/pages/registration/recover.ts'
import type { RegistrationDependencies } from '../dependencies.ts'
import { show, stranger } from '../visitor.ts'

/** `GET /torlokod/lemondas/…`: the same page for every link; whether it is good is told to who presses the button. */
export function cancelGet({ formTokens }: RegistrationDependencies, ctx: Context): void {
  const form = { action: ctx.path, csrf: formTokens.issue(ctx.path), error: null, values: {}, cancelPossible: false }
  show(ctx, recoverCancelPage({ ...plainFrame(ctx), ...form }))
}

/** `POST` of the same page: the link of the notice is all that is needed, in whatever browser, without a cookie. */
export async function cancelPost(
  { db, turns, formTokens, recovery: { recoveries } }: RegistrationDependencies,
  ctx: Context,
): Promise<void> {
  const form = await readForm(ctx)
  requireFormToken(formTokens, ctx.path, form['csrf'])
  const token = ctx.path.slice(ctx.path.lastIndexOf('/') + 1)
  const done = await turns.run(() =>
    inTransaction(db, (transaction) => recoveries.cancelByLink(transaction, token, stranger(ctx))),
  )
  show(ctx, recoverCancelOutcomePage(plainFrame(ctx), done), done ? 200 : 410)
}
