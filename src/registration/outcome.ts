import type { Context } from 'koa'
import type { Form } from '../http/form-body.ts'
import { KapuError } from '../system/errors.ts'
import type { StepFrame } from '../../views/frame.ts'
import type { RegistrationDependencies } from './dependencies.ts'
import type { FieldFault } from './identity-form.ts'
import type { Opened } from './open-account.ts'
import { keepReceipt, SENT_PATH } from './receipt.ts'
import { faultsToShow, seeOther, showForm, showWait, typedAgain } from './visitor.ts'

/** What became of a registration by which a code is mailed: the page that says so, or the form with what is wrong. */
export async function showOutcome(
  deps: RegistrationDependencies,
  ctx: Context,
  {
    opened,
    form,
    draw,
    registration,
    temporary,
    refused = null,
  }: {
    readonly opened: Opened
    readonly form: Form
    readonly draw: (frame: StepFrame) => string
    readonly registration: { readonly username: string; readonly email: string }
    readonly temporary: boolean
    /** What to say where the caller's own part was refused. */
    readonly refused?: FieldFault | null
  },
): Promise<void> {
  const values = typedAgain(form)
  if (opened.kind === 'throttled') return showWait(deps, ctx, draw, { refusal: opened.refusal, values })
  if (opened.kind === 'refused') {
    return showForm(deps, ctx, draw, { faults: faultsToShow(ctx, [faultOf(opened.refusal, refused)]), values })
  }
  const { code, temporary: limits } = deps.lifePolicy
  const now = deps.clock.now()
  await keepReceipt(deps, ctx, {
    ...registration,
    codeUntil: now + code.activation.ttl,
    finaliseBy: temporary ? now + limits.ttl : null,
  })
  seeOther(ctx, SENT_PATH)
}

/** The refusals that a person can do something about; any other is a fault of ours. */
export function faultOf(
  refusal: Extract<Opened, { kind: 'refused' }>['refusal'],
  refused: FieldFault | null,
): FieldFault {
  if (refusal === 'username_taken') return { field: 'username', fault: 'username_taken' }
  if (refusal === 'person_has_account') return { field: null, fault: 'person_has_account' }
  if (refusal === 'too_young') return { field: null, fault: 'too_young' }
  if (refusal === 'also' && refused !== null) return refused
  throw new KapuError('REGISTRATION_REFUSED', `an account could not be opened: ${refusal}`)
}
