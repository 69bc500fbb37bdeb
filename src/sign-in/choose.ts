import { endedWays } from '../assurance/ended-ways.ts'
import type { EpochSeconds } from '../assurance/event.ts'
import { inTransaction } from '../database/transaction.ts'
import type { Reply } from '../factors/factor.ts'
import type { FormError } from '../../views/frame.ts'
import { chooseFactorPage } from '../../views/pages/choose-factor.ts'
import { formError } from '../../views/texts/errors.ts'
import type { CeremonyPurpose, SignInDependencies } from './dependencies.ts'
import { BESIDE_THE_NAME } from './identify.ts'
import { notOffered } from './not-offered.ts'
import { closedIn, offerOf } from './offer.ts'
import { lockSignIn, saveProgress } from './store.ts'
import { decideFor, goHome, guideOf, homeOf, seeOther, show, stepFrame, type Visit } from './visit.ts'

/** `GET …/{authenticate,enrol}`: the choice among methods. */
export function chooseGet(deps: SignInDependencies, visit: Visit, purpose: CeremonyPurpose): void {
  if (visit.decision.step.kind !== purpose) return goHome(visit)
  show(visit, page(deps, visit))
}

/** `POST` of the same page: a method, or `skip` where setting one up was only offered. */
export async function choosePost(
  deps: SignInDependencies,
  visit: Visit,
  purpose: CeremonyPurpose,
  reply: Reply,
): Promise<void> {
  const { step } = visit.decision
  const chosen = reply['factor']
  if (chosen !== undefined && !(step.kind === purpose && step.factors.includes(chosen)))
    return notOffered(deps, visit, { factor: chosen, purpose })
  if (step.kind !== purpose) return goHome(visit)
  if (chosen !== undefined && closedIn(deps, visit).has(chosen))
    return show(visit, page(deps, visit, formError(visit.language, 'E-LOGIN-05')), 409)
  if (chosen !== undefined) return seeOther(visit.ctx, `${homeOf(visit.request)}/${purpose}/${chosen}`)
  if (reply['action'] === 'skip') await decline(deps, visit)
  goHome(visit)
}

function page(deps: SignInDependencies, visit: Visit, error: FormError | null = null): string {
  const { step } = visit.decision
  const offered = step.kind === 'authenticate' || step.kind === 'enrol' ? step.factors : []
  return chooseFactorPage(stepFrame(deps, visit, { error }), {
    ...offerOf(deps, visit, offered),
    enrol: step.kind === 'enrol',
    optional: step.kind === 'enrol' && step.optional,
    afterPassword: visit.row.progress.events.some(({ factor }) => factor === BESIDE_THE_NAME),
    passwordEnded: passwordEnded(deps),
    guide: guideOf(visit.request),
  })
}

/** Since when a password alone has not been enough for anything. */
function passwordEnded({ policy, clock }: SignInDependencies): EpochSeconds | null {
  const alone = endedWays(policy, clock.now()).find(
    ({ kind, factors }) => kind === 'combination' && factors.length === 1 && factors[0] === BESIDE_THE_NAME,
  )
  return alone?.until ?? null
}

async function decline(deps: SignInDependencies, visit: Visit): Promise<void> {
  await inTransaction(deps.db, async (transaction) => {
    const row = await lockSignIn(transaction, visit.key)
    const { step } = decideFor(deps, visit.request, row)
    if (step.kind !== 'enrol' || !step.optional) return
    const declined = [...new Set([...row.progress.declined, ...step.factors])]
    await saveProgress(transaction, visit.request.cid, { ...row.progress, declined })
  })
}
