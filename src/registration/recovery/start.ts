/**
 * `/torlokod/varakozas`: the way for who lost a factor and has neither its deletion code nor another one. Password first,
 * counted as at a sign-in, then a code to the identification address, so that the password alone starts nothing. What
 * comes after is the same page for everybody; whether a recovery began, the mails say.
 */
import type { Context } from 'koa'
import { isLosable } from '../../accounts/recovery/losable.ts'
import { usernameKey } from '../../accounts/username.ts'
import type { Form } from '../../http/form-body.ts'
import { plainFrame } from '../../http/frame.ts'
import { clientAddress } from '../../http/proxy.ts'
import { BusyError } from '../../system/gate.ts'
import { randomId } from '../../system/random.ts'
import type { Refusal } from '../../throttle/throttle.ts'
import type { FormError, StepFrame } from '../../../views/frame.ts'
import { recoverPage } from '../../../views/pages/registration/recover.ts'
import { formError } from '../../../views/texts/errors.ts'
import { counted } from '../counted.ts'
import type { RegistrationDependencies } from '../dependencies.ts'
import { tried } from '../tried.ts'
import { readOwnForm, seeOther, showForm, showWait } from '../visitor.ts'
import { type Asked, keepAsked } from './asked.ts'
import { paths } from './paths.ts'

export function recoverGet(deps: RegistrationDependencies, ctx: Context): void {
  const draw = drawn(deps)
  if (draw === null) return seeOther(ctx, '/torlokod')
  showForm(deps, ctx, draw)
}

/** `POST` of the same page. One text for a wrong name and a wrong password, after the same work. */
export async function recoverPost(deps: RegistrationDependencies, ctx: Context): Promise<void> {
  const draw = drawn(deps)
  if (draw === null) return seeOther(ctx, '/torlokod')
  const form = await readOwnForm(deps, ctx)
  const lost = form['lost'] ?? ''
  const values = { username: form['username'] ?? '', lost }
  const faults = formFaults(deps, ctx, form)
  if (faults.length > 0 || !isLosable(lost)) return showForm(deps, ctx, draw, { faults, values })
  if (deps.hashing.isFull()) throw new BusyError()

  const username = (form['username'] ?? '').trim()
  const account = await deps.lostApp.findAccount(username)
  const wait = (refusal: Refusal) => showWait(deps, ctx, draw, { refusal, values })
  const passwordTry = await tried(deps, ctx, { kind: 'password', account: usernameKey(username) }, () =>
    deps.lostApp.isPassword(account?.id ?? null, form['password'] ?? ''),
  )
  if (passwordTry.kind === 'throttled') return wait(passwordTry.refusal)
  if (!passwordTry.judged || account === null) {
    return showForm(deps, ctx, draw, { faults: [formError(plainFrame(ctx).language, 'E-LOGIN-01')], values })
  }

  const asked = { accountId: account.id, lost, signInId: randomId() }
  const sent = await sendCode(deps, ctx, asked)
  if (!sent.allowed) return wait(sent)
  await keepAsked(deps, ctx, { ...asked, state: sent.state })
  seeOther(ctx, paths.code)
}

/** The code, if this mailbox has room for one. */
async function sendCode(
  deps: RegistrationDependencies,
  ctx: Context,
  asked: Omit<Asked, 'state'>,
): Promise<{ readonly allowed: true; readonly state: unknown } | Refusal> {
  return await counted(deps, ctx, async (transaction) => {
    const mail = { account: asked.accountId, kind: 'recovery', address: clientAddress(ctx) }
    const reserved = await deps.throttle.reserveMail(transaction, mail)
    if (!reserved.allowed) return reserved
    const state = await deps.recovery.code.begin(codeContext(deps, ctx, asked), transaction)
    return { allowed: true as const, state }
  })
}

/** What the code is bound to: this one act, of this account. */
export function codeContext(
  { clock }: Pick<RegistrationDependencies, 'clock'>,
  ctx: Context,
  { accountId, signInId }: Pick<Asked, 'accountId' | 'signInId'>,
) {
  const { language } = plainFrame(ctx)
  return { signInId, accountId, language, now: clock.now() }
}

/** Null where the country does not offer it. */
function drawn({ recovery: { recoveries, ways } }: RegistrationDependencies): ((frame: StepFrame) => string) | null {
  const { offered } = recoveries
  return offered === null ? null : (frame) => recoverPage(frame, { ...offered, ways })
}

function formFaults({ recovery: { ways } }: RegistrationDependencies, ctx: Context, form: Form): FormError[] {
  const { language } = plainFrame(ctx)
  const isMissing = (name: string) => (form[name] ?? '').trim() === ''
  const isOffered = ways.some((way) => way === form['lost'])
  return [
    ...(isMissing('username') ? [formError(language, 'E-USERNAME-01', { field: 'username' })] : []),
    ...(isMissing('password') ? [formError(language, 'E-PASSWORD-01', { field: 'password' })] : []),
    ...(isOffered ? [] : [formError(language, 'E-RECOVER-01', { field: 'lost' })]),
  ]
}
