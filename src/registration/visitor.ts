import type { Context } from 'koa'
import { readForm, type Form } from '../http/form-body.ts'
import { requireFormToken } from '../http/csrf.ts'
import { createFormCookie } from '../http/form-cookie.ts'
import { plainFrame } from '../http/frame.ts'
import { HttpProblem } from '../http/http-problem.ts'
import { clientAddress } from '../http/proxy.ts'
import type { ActedBy } from '../accounts/life/account-life.ts'
import type { Refusal } from '../throttle/throttle.ts'
import type { FormError, StepFrame } from '../../views/frame.ts'
import { formError } from '../../views/texts/errors.ts'
import { registrationFault } from '../../views/texts/registration.ts'
import type { RegistrationDependencies } from './dependencies.ts'
import type { FieldFault } from './identity-form.ts'

/** Draws a page with a form. */
type Draw = (frame: StepFrame) => string

/** What a form that comes back shows: its faults, in the order of the page, and what was typed. */
export interface Shown {
  readonly faults?: readonly FormError[]
  readonly values?: Readonly<Record<string, string>>
  readonly status?: number
}

/** Shows a form to whoever comes by. */
export function showForm(deps: RegistrationDependencies, ctx: Context, draw: Draw, shown: Shown = {}): void {
  const [error = null, ...moreErrors] = shown.faults ?? []
  const frame: StepFrame = {
    ...plainFrame(ctx),
    action: ctx.path,
    csrf: deps.formTokens.issue(bindingOf(createFormCookie(deps.issuer).open(ctx))),
    error,
    moreErrors,
    values: shown.values ?? {},
    cancelPossible: false,
  }
  show(ctx, draw(frame), shown.status ?? (error === null ? 200 : 422))
}

export function show(ctx: Context, page: string, status = 200): void {
  ctx.status = status
  ctx.type = 'html'
  ctx.body = page
}

export function seeOther(ctx: Context, path: string): void {
  ctx.redirect(path)
  ctx.status = 303
}

/** 429, on the page itself: until when to wait. */
export function showWait(
  deps: RegistrationDependencies,
  ctx: Context,
  draw: Draw,
  { refusal, values }: { readonly refusal: Refusal; readonly values: Readonly<Record<string, string>> },
): void {
  ctx.set('Retry-After', String(Math.max(1, refusal.until - deps.clock.now())))
  const code = refusal.scope === 'account_mails' || refusal.scope === 'address_mails' ? 'E-WAIT-02' : 'E-WAIT-01'
  const error = formError(plainFrame(ctx).language, code, { until: refusal.until })
  showForm(deps, ctx, draw, { faults: [error], values, status: 429 })
}

/** The form, if it was shown to this browser. Throws `E-CSRF-01` otherwise. */
export async function readOwnForm(deps: RegistrationDependencies, ctx: Context): Promise<Form> {
  const form = await readForm(ctx)
  requireOwn(deps, ctx, form)
  return form
}

/** Throws `E-CSRF-01` for a form that was not shown to this browser. */
export function requireOwn(deps: RegistrationDependencies, ctx: Context, form: Form): void {
  const mark = createFormCookie(deps.issuer).of(ctx)
  if (mark === null) throw new HttpProblem(403, 'E-CSRF-01', 'a form without its cookie')
  requireFormToken(deps.formTokens, bindingOf(mark), form['csrf'])
}

function bindingOf(mark: string): string {
  return `browser\0${mark}`
}

/** The faults as the page shows them. */
export function faultsToShow(ctx: Context, faults: readonly FieldFault[]): FormError[] {
  const { language } = plainFrame(ctx)
  return faults.map(({ field, fault }) => registrationFault(language, fault, field))
}

/** Somebody whom nobody knows yet, at an address. */
export function stranger(ctx: Context): ActedBy {
  return {
    actor: { type: 'person', id: null },
    address: clientAddress(ctx),
    requestId: String(ctx.state['incidentId'] ?? ''),
  }
}

/** What may be shown again of what was typed: never a password, a code or a token. */
export function typedAgain(form: Form): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(form).filter(([name]) => !SECRET.has(name)))
}

const SECRET: ReadonlySet<string> = new Set([
  ...['csrf', 'action', 'card_code', 'activation_code', 'new_password', 'new_password_again', 'signed'],
])
