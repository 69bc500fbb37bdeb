import type { Context } from 'koa'
import { inTransaction } from '../../database/transaction.ts'
import { plainFrame } from '../../http/frame.ts'
import type { StepFrame } from '../../../views/frame.ts'
import { recoverAskedPage, recoverCodePage } from '../../../views/pages/registration/recover.ts'
import { type ErrorCode, formError } from '../../../views/texts/errors.ts'
import type { RegistrationDependencies } from '../dependencies.ts'
import { tried } from '../tried.ts'
import { readOwnForm, seeOther, show, showForm, showWait, stranger } from '../visitor.ts'
import { type Asked, dropAsked, openAsked } from './asked.ts'
import { paths } from './paths.ts'
import { codeContext } from './start.ts'

/** `GET /torlokod/varakozas/kod`: where the code goes; to the beginning where none was asked for in this browser. */
export async function recoverCodeGet(deps: RegistrationDependencies, ctx: Context): Promise<void> {
  const asked = await openAsked(deps, ctx)
  if (asked === null) return seeOther(ctx, paths.start)
  showForm(deps, ctx, drawn(deps, asked))
}

/** `POST` of the same page. With the right code a recovery starts, if it may; the answer is the same if it may not. */
export async function recoverCodePost(deps: RegistrationDependencies, ctx: Context): Promise<void> {
  const form = await readOwnForm(deps, ctx)
  const asked = await openAsked(deps, ctx)
  if (asked === null) return seeOther(ctx, paths.start)
  const draw = drawn(deps, asked)
  const { language } = plainFrame(ctx)
  const refuse = (text: ErrorCode) =>
    showForm(deps, ctx, draw, { faults: [formError(language, text, { field: 'code' })] })
  const code = form['code'] ?? ''
  if (code.trim() === '') return refuse('E-CODE-05')

  const refused: { text: ErrorCode } = { text: 'E-CODE-01' }
  const codeTry = await tried(deps, ctx, { kind: 'code', account: asked.accountId }, async () => {
    const verdict = await deps.recovery.code.finish(codeContext(deps, ctx, asked), asked.state, { code })
    if ('text' in verdict) refused.text = verdict.text
    if (!('verified' in verdict) || !verdict.verified) return false
    return await begin(deps, ctx, asked, verdict.settle)
  })
  if (codeTry.kind === 'throttled') return showWait(deps, ctx, draw, { refusal: codeTry.refusal, values: {} })
  if (!codeTry.judged) return refuse(refused.text === 'E-CODE-03' ? 'E-RECOVER-02' : refused.text)
  dropAsked(deps, ctx)
  seeOther(ctx, paths.asked)
}

/** The code is spent with what it starts: false where somebody else has spent it. */
async function begin(
  { db, turns, recovery: { recoveries } }: RegistrationDependencies,
  ctx: Context,
  { accountId, lost }: Asked,
  settle: Parameters<typeof inTransaction<boolean>>[1] | null,
): Promise<boolean> {
  const by = { ...stranger(ctx), actor: { type: 'person', id: accountId } } as const
  return await turns.run(() =>
    inTransaction(db, async (transaction) => {
      if (settle !== null && !(await settle(transaction))) return false
      await recoveries.start(transaction, accountId, lost, by)
      return true
    }),
  )
}

/** `GET /torlokod/varakozas/elkuldve`: the same page for everybody, at any time. */
export function recoverAskedGet({ recovery: { recoveries } }: RegistrationDependencies, ctx: Context): void {
  const { offered } = recoveries
  if (offered === null) return seeOther(ctx, '/torlokod')
  show(ctx, recoverAskedPage(plainFrame(ctx), offered))
}

function drawn({ recovery }: RegistrationDependencies, { state }: Asked) {
  return (frame: StepFrame): string => recoverCodePage(frame, recovery.code.sent(state))
}
