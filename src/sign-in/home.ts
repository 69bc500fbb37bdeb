import { errorPage } from '../../views/pages/error.ts'
import type { ErrorCode } from '../../views/texts/errors.ts'
import { waysOn } from '../../views/texts/password.ts'
import type { Step } from '../assurance/step.ts'
import type { SignInDependencies } from './dependencies.ts'
import { finish } from './signed-in.ts'
import type { AccountRow } from './store.ts'
import { homeOf, pathOf, seeOther, show, stepFrame, type Visit } from './visit.ts'

type Refusal = Extract<Step, { kind: 'refuse' }>

/** Refusals that the person is told of before the service is: shown only after they proved whose account it is. */
const TOLD: Readonly<Record<string, ErrorCode>> = {
  account_suspended: 'E-ACC-01',
  password_expired: 'E-PW-EXP',
  account_inactive: 'E-PW-INA',
  mail_hold: 'E-PW-HOLD',
}

/** The one place every step returns to: asks what is next, and sends the browser there. */
export async function home(deps: SignInDependencies, visit: Visit): Promise<void> {
  const { ctx, request, decision } = visit
  const { step } = decision
  if (step.kind === 'finish') return finish(deps, visit, step.accountId)
  if (step.kind === 'refuse') return refuse(deps, visit, step)
  const troubles = deps.notices.current()
  const path = pathOf(request, step, (factor) => troubles.has(factor))
  if (path !== null) seeOther(ctx, path)
}

/** `GET /interaction/:uid/leave`: the service is told what the person has read. */
export async function leave(deps: SignInDependencies, visit: Visit): Promise<void> {
  const { ctx, request, decision } = visit
  if (decision.step.kind !== 'refuse') return seeOther(ctx, homeOf(request))
  await deps.requests.refuse(ctx, request, decision.step.error, decision.step.reason)
}

async function refuse(deps: SignInDependencies, visit: Visit, step: Refusal): Promise<void> {
  const { ctx, request, language, row } = visit
  const code = toldOf(visit, step)
  if (code === undefined) return deps.requests.refuse(ctx, request, step.error, step.reason)
  const back = { name: request.service.names[language], href: `${homeOf(request)}/leave` }
  const until = untilWhen(deps, step, row.account)
  const told = { code, status: 403, back, ways: waysOn(language, code, []), ...(until === null ? {} : { until }) }
  show(visit, errorPage(stepFrame(deps, visit), told), 403)
}

/** What a temporary registration does not reach, nothing but an office will: its holder is told that. */
function toldOf({ decision }: Visit, { reason }: Refusal): ErrorCode | undefined {
  const isTemporary = decision.facts.account?.state === 'TEMP_ACTIVE'
  return reason === 'level_out_of_reach' && isTemporary ? 'E-ACC-02' : TOLD[reason]
}

function untilWhen({ policy }: SignInDependencies, { reason }: Refusal, account: AccountRow | null): number | null {
  if (account === null) return null
  if (reason === 'level_out_of_reach') return account.life.temporaryUntil
  if (reason !== 'mail_hold') return account.windowEndsAt
  return account.mailResetAt === null ? null : account.mailResetAt + policy.mailHold
}
