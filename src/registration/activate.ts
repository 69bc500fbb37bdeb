import type { Context } from 'koa'
import { plainCode } from '../accounts/life/one-time-code.ts'
import { readNewPassword } from '../accounts/password-rules/new-password.ts'
import { usernameKey } from '../accounts/username.ts'
import { inTransaction } from '../database/transaction.ts'
import type { Form } from '../http/form-body.ts'
import { plainFrame } from '../http/frame.ts'
import { clientAddress } from '../http/proxy.ts'
import { BusyError } from '../system/gate.ts'
import type { FormError } from '../../views/frame.ts'
import { activatePage } from '../../views/pages/registration/activate.ts'
import { activatedPage } from '../../views/pages/registration/activated.ts'
import { formError } from '../../views/texts/errors.ts'
import { counted } from './counted.ts'
import type { RegistrationDependencies } from './dependencies.ts'
import { readOwnForm, seeOther, show, showForm, showWait, stranger, typedAgain } from './visitor.ts'

const CODE_LENGTH = 12

/** C13, `GET /aktivalas`. Nothing is read from the address: codes do not travel in addresses. */
export function activateGet(deps: RegistrationDependencies, ctx: Context): void {
  showForm(deps, ctx, activatePage)
}

/**
 * `POST` of the same page: a code of any purpose and a new password. The password is judged before anything is looked
 * up, and made a hash of before the code is compared, so that neither answer nor time tells whose name it is (#43).
 */
export async function activatePost(deps: RegistrationDependencies, ctx: Context): Promise<void> {
  const form = await readOwnForm(deps, ctx)
  const username = (form['username'] ?? '').trim()
  const typed = readNewPassword(form, { username })
  const faults = [...formFaults(ctx, form), ...(typed.ok ? [] : passwordFaults(ctx, typed.faults))]
  const values = typedAgain(form)
  if (faults.length > 0 || !typed.ok) return showForm(deps, ctx, activatePage, { faults, values })

  const { db, turns, throttle, life, hashing, passwordHasher } = deps
  if (hashing.isFull()) throw new BusyError()
  const address = clientAddress(ctx)
  const account = usernameKey(username)
  const reserved = await counted(deps, ctx, (transaction) =>
    throttle.reserve(transaction, { kind: 'mailed', account, address, signInId: account }),
  )
  if (!reserved.allowed) return showWait(deps, ctx, activatePage, { refusal: reserved, values })
  const { reservation } = reserved
  const settle = (outcome: 'success' | 'unjudged') =>
    inTransaction(db, (transaction) => throttle.settle(transaction, reservation, outcome))
  try {
    const passwordHash = await passwordHasher.hash(typed.password)
    const entry = { username, code: form['activation_code'] ?? '', passwordHash, validity: typed.validity }
    const redeemed = await turns.run(
      () =>
        inTransaction(db, async (transaction) => {
          const result = await life.redeem(transaction, entry, stranger(ctx))
          await throttle.settle(transaction, reservation, result.ok ? 'success' : 'failure')
          return result
        }),
      { ahead: true },
    )
    if (redeemed.ok) return seeOther(ctx, redeemed.state === 'TEMP_ACTIVE' ? READY_TEMPORARILY : READY)
  } catch (error) {
    // Nobody looked at what was typed: that is not the person's failure
    await settle('unjudged')
    throw error
  }
  showForm(deps, ctx, activatePage, { faults: [formError(plainFrame(ctx).language, 'E-ACT-01')], values })
}

const READY = '/aktivalas/kesz'
const READY_TEMPORARILY = '/aktivalas/kesz/ideiglenes'

/** What comes after: the same for everybody, and kept nowhere. */
export function activatedGet(ctx: Context, temporary: boolean): void {
  show(ctx, activatedPage(plainFrame(ctx), { temporary }))
}

function formFaults(ctx: Context, form: Form): FormError[] {
  const { language } = plainFrame(ctx)
  const isNamed = (form['username'] ?? '').trim() !== ''
  const isWhole = plainCode(form['activation_code'] ?? '').length === CODE_LENGTH
  return [
    ...(isNamed ? [] : [formError(language, 'E-USERNAME-01', { field: 'username' })]),
    ...(isWhole ? [] : [formError(language, 'E-ACT-02', { field: 'activation_code' })]),
  ]
}

function passwordFaults(
  ctx: Context,
  faults: Extract<ReturnType<typeof readNewPassword>, { ok: false }>['faults'],
): FormError[] {
  return faults.map(({ field, code }) => formError(plainFrame(ctx).language, code, { field }))
}
