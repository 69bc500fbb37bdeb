import type { AtDesk, DeskDependencies } from '../desk.ts'
import { type Acting, type ActOutcome, DONE, mayAct, perform, refuse, tellCustomer, undoing } from '../perform.ts'
import { recordAtDesk } from '../record.ts'
import { actOf } from '../requests/ask.ts'
import { type Request, waitingRequest } from '../requests/request.ts'
import { decideRequest } from '../requests/store.ts'
import { correctEmailNow } from './correct-email.ts'
import { finaliseNow } from './finalise.ts'
import { reEnablePasswordNow } from './re-enable-password.ts'
import { registerNow } from './register.ts'
import { removeFactorsNow } from './remove-factors.ts'

interface Decision {
  readonly desk: AtDesk
  readonly requestId: string
}

/**
 * The second clerk agrees: everything is judged anew at this moment, then the request is taken and the act done, in one
 * transaction. Of two who agree at once one does; who asked for it never does.
 */
export async function approve(deps: DeskDependencies, { desk, requestId }: Decision): Promise<ActOutcome> {
  const request = await waitingRequest(deps, desk.office.id, requestId)
  if (request === null) return refuse('not_found')
  if (request.requestedBy === desk.clerk.accountId) return refuse('own_request')
  const { subjectAccountId: accountId } = request
  if (request.kind === 'register') {
    return await undoing(deps, async (t) => {
      if (!(await mayAct(t, desk))) return refuse('no_right')
      if (!(await taken(t, desk, request))) return refuse('not_found')
      const opened = await registerNow(deps, t, { desk, occasion: request.asked, registration: request.asked })
      if (!opened.ok) return opened
      await recordApproval(deps, t, desk, request, opened.accountId)
      return DONE
    })
  }
  if (accountId === null) return refuse('not_found')
  const temporary = request.kind === 'finalise'
  const work = async (acting: Acting): Promise<ActOutcome> => {
    if (!(await taken(acting.t, desk, request))) return refuse('not_found')
    const done = await act(deps, acting, desk, request)
    if (!done.ok) return done
    await recordApproval(deps, acting.t, desk, request, accountId)
    await tellCustomer(deps, acting, desk, actOf[request.kind])
    return DONE
  }
  return await perform(deps, { desk, occasion: request.asked, accountId }, work, { temporary })

  async function taken(t: Acting['t'], { clerk, office }: AtDesk, { id }: Request): Promise<boolean> {
    const decision = {
      id,
      officeId: office.id,
      status: 'done',
      decidedBy: clerk.accountId,
      at: deps.clock.now(),
    } as const
    return await decideRequest(t, decision)
  }
}

async function act(
  deps: DeskDependencies,
  acting: Acting,
  desk: AtDesk,
  request: Exclude<Request, { kind: 'register' }>,
): Promise<ActOutcome> {
  switch (request.kind) {
    case 'finalise':
      return await finaliseNow(deps, acting, desk, request.asked.identity)
    case 'correct_email':
      return await correctEmailNow(deps, acting, request.asked.email)
    case 'remove_factors':
      return await removeFactorsNow(deps, acting)
    case 're_enable_password':
      return await reEnablePasswordNow(deps, acting)
  }
}

/** The second clerk says no, or who asked takes it back: nothing is done, and the customer's log shows it. */
export async function refuseRequest(deps: DeskDependencies, { desk, requestId }: Decision): Promise<ActOutcome> {
  return await undoing(deps, async (t) => {
    if (!(await mayAct(t, desk))) return refuse('no_right')
    const request = await waitingRequest({ ...deps, db: t }, desk.office.id, requestId)
    if (request === null) return refuse('not_found')
    const { clerk, office } = desk
    const decision = { id: request.id, officeId: office.id, decidedBy: clerk.accountId, at: deps.clock.now() }
    if (!(await decideRequest(t, { ...decision, status: 'refused' }))) return refuse('not_found')
    await recordAtDesk(deps, t, desk, {
      event: 'desk.act_refused',
      reason: request.kind,
      occasion: request.asked,
      ...(request.subjectAccountId === null ? {} : { subjectAccountId: request.subjectAccountId }),
      detail: { requestedBy: request.requestedBy },
    })
    return DONE
  })
}

async function recordApproval(
  deps: DeskDependencies,
  t: Acting['t'],
  desk: AtDesk,
  request: Request,
  subjectAccountId: string,
): Promise<void> {
  await recordAtDesk(deps, t, desk, {
    event: 'desk.act_approved',
    reason: request.kind,
    subjectAccountId,
    occasion: request.asked,
    detail: { requestedBy: request.requestedBy },
  })
}
