/**
 * C23, `/torlokod`: removes the authenticator app of somebody who lost it, by the deletion code they saved. Without a
 * sign-in, because without the app there is none. Codes by e-mail stay as they are.
 */
import type { Context } from 'koa'
import { usernameKey } from '../accounts/username.ts'
import { inTransaction } from '../database/transaction.ts'
import type { Form } from '../http/form-body.ts'
import { plainFrame } from '../http/frame.ts'
import { clientAddress } from '../http/proxy.ts'
import { BusyError } from '../system/gate.ts'
import type { Refusal } from '../throttle/throttle.ts'
import type { FormError, StepFrame } from '../../views/frame.ts'
import { appRemovedPage, lostAppPage } from '../../views/pages/registration/lost-app.ts'
import { formError } from '../../views/texts/errors.ts'
import type { RegistrationDependencies } from './dependencies.ts'
import { tried } from './tried.ts'
import { readOwnForm, seeOther, show, showForm, showWait } from './visitor.ts'

const PATH = '/torlokod'
const REMOVED = `${PATH}/kesz`

export function lostAppGet(deps: RegistrationDependencies, ctx: Context): void {
  showForm(deps, ctx, drawn(deps))
}

/** What comes after: the same for everybody. */
export function appRemovedGet(ctx: Context): void {
  show(ctx, appRemovedPage(plainFrame(ctx)))
}

/**
 * `POST` of the same page. The password first, counted as at a sign-in; the code is looked at only after the right
 * password, so that nobody can spend somebody else's tries. One text for whatever was wrong.
 */
export async function lostAppPost(deps: RegistrationDependencies, ctx: Context): Promise<void> {
  const form = await readOwnForm(deps, ctx)
  const draw = drawn(deps)
  const values = { username: form['username'] ?? '' }
  const faults = formFaults(ctx, form)
  if (faults.length > 0) return showForm(deps, ctx, draw, { faults, values })
  const { lostApp, hashing } = deps
  if (hashing.isFull()) throw new BusyError()
  const username = (form['username'] ?? '').trim()
  const account = await lostApp.findAccount(username)
  const wait = (refusal: Refusal) => showWait(deps, ctx, draw, { refusal, values })

  const passwordTry = await tried(deps, ctx, { kind: 'password', account: usernameKey(username) }, () =>
    lostApp.isPassword(account?.id ?? null, form['password'] ?? ''),
  )
  if (passwordTry.kind === 'throttled') return wait(passwordTry.refusal)
  if (passwordTry.judged && account !== null) {
    const codeTry = await tried(deps, ctx, { kind: 'code', account: account.id }, async () => {
      const appId = await lostApp.appOf(account.id, form['deletion_code'] ?? '')
      return appId !== null && (await remove(deps, ctx, account.id, appId))
    })
    if (codeTry.kind === 'throttled') return wait(codeTry.refusal)
    if (codeTry.judged) return seeOther(ctx, REMOVED)
  }
  showForm(deps, ctx, draw, { faults: [formError(plainFrame(ctx).language, 'E-DELCODE-01')], values })
}

/** Once, with its audit row and its mail. */
async function remove(
  { db, lostApp, audit, clock }: RegistrationDependencies,
  ctx: Context,
  accountId: string,
  appId: string,
): Promise<boolean> {
  return await inTransaction(db, async (transaction) => {
    if (!(await lostApp.removeApp(transaction, accountId, appId))) return false
    await audit.record(transaction, {
      event: 'factor.removed',
      at: clock.now(),
      outcome: 'success',
      actor: { type: 'person', id: accountId },
      subjectAccountId: accountId,
      reason: 'totp',
      address: clientAddress(ctx),
      detail: { by: 'deletion_code' },
    })
    await lostApp.notifyRemoved(transaction, accountId)
    return true
  })
}

/** The page, with the way that remains without a deletion code. */
function drawn({ recovery: { recoveries } }: RegistrationDependencies) {
  return (frame: StepFrame) => lostAppPage(frame, { waiting: recoveries.offered?.waiting ?? null })
}

function formFaults(ctx: Context, form: Form): FormError[] {
  const { language } = plainFrame(ctx)
  const isMissing = (name: string) => (form[name] ?? '').trim() === ''
  return [
    ...(isMissing('username') ? [formError(language, 'E-USERNAME-01', { field: 'username' })] : []),
    ...(isMissing('password') ? [formError(language, 'E-PASSWORD-01', { field: 'password' })] : []),
    ...(isMissing('deletion_code') ? [formError(language, 'E-DELCODE-02', { field: 'deletion_code' })] : []),
  ]
}
