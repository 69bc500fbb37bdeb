import { inTransaction } from '../database/transaction.ts'
import type { Reply } from '../factors/factor.ts'
import { chooseFactorPage } from '../../views/pages/choose-factor.ts'
import type { CeremonyPurpose, SignInDependencies } from './dependencies.ts'
import { BESIDE_THE_NAME } from './identify.ts'
import { lockSignIn, saveProgress } from './store.ts'
import { decideFor, goHome, homeOf, seeOther, show, stepFrame, type Visit } from './visit.ts'

/** `GET …/{authenticate,enrol}`: the choice among methods. */
export function chooseGet(deps: SignInDependencies, visit: Visit, purpose: CeremonyPurpose): void {
  const { step } = visit.decision
  if (step.kind !== purpose) return goHome(visit)
  const optional = step.kind === 'enrol' && step.optional
  const afterPassword = visit.row.progress.events.some(({ factor }) => factor === BESIDE_THE_NAME)
  const shown = { factors: step.factors, enrol: purpose === 'enrol', optional, afterPassword }
  show(visit, chooseFactorPage(stepFrame(deps, visit), shown))
}

/** `POST` of the same page: a method, or `skip` where setting one up was only offered. */
export async function choosePost(
  deps: SignInDependencies,
  visit: Visit,
  purpose: CeremonyPurpose,
  reply: Reply,
): Promise<void> {
  const { step } = visit.decision
  if (step.kind !== purpose) return goHome(visit)
  const chosen = reply['factor']
  if (chosen !== undefined && step.factors.includes(chosen)) {
    return seeOther(visit.ctx, `${homeOf(visit.request)}/${purpose}/${chosen}`)
  }
  if (reply['action'] === 'skip') await decline(deps, visit)
  goHome(visit)
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
