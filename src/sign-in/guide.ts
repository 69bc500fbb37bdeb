/**
 * Leads somebody who is unsure to a method: a few questions about what they have, and one recommendation among what this
 * sign-in really offers. It asks nothing about the account and tells nothing that the choice does not show.
 */
import { waysThrough } from '../assurance/ways-through.ts'
import type { Reply } from '../factors/factor.ts'
import { guideAnswerPage, guidePage } from '../../views/pages/guide.ts'
import type { SignInDependencies } from './dependencies.ts'
import { closedIn, isKnown, offerOf } from './offer.ts'
import { type Candidate, type Possession, POSSESSIONS, recommend } from './recommend.ts'
import { goHome, guideOf, homeOf, seeOther, show, stepFrame, type Visit } from './visit.ts'

/** In the address, so that the page can be loaded again and read in the other language. */
const HAVE = 'have'

/** Where somebody has nothing of all that. */
const NOTHING = 'nothing'

/** `GET …/guide`: the questions, or the answer to them. */
export function guideGet(deps: SignInDependencies, visit: Visit): void {
  const candidates = candidatesOf(deps, visit)
  if (candidates === null) return goHome(visit)
  const given = visit.ctx.query[HAVE]
  const frame = stepFrame(deps, visit)
  if (typeof given !== 'string') return show(visit, guidePage(frame, { possessions: askedOf(candidates) }))
  const has = new Set(POSSESSIONS.filter((one) => given.split('.').includes(one)))
  const troubles = deps.notices.current()
  const best = recommend(candidates, has, (factor) => troubles.has(factor))
  const isBegun = visit.decision.step.kind !== 'identify'
  const marks = offerOf(deps, visit, best === null ? [] : [best.factor]).marks
  const places = { action: placeOf(visit, best), again: guideOf(visit.request) }
  show(visit, guideAnswerPage(frame, { best, marks, isBegun, ...places }))
}

/** `POST …/guide`: what was ticked. */
export function guidePost(_deps: SignInDependencies, visit: Visit, reply: Reply): void {
  if (reply['back'] !== undefined) return goHome(visit)
  const has = POSSESSIONS.filter((one) => reply[one] !== undefined)
  seeOther(visit.ctx, `${guideOf(visit.request)}?${HAVE}=${has.length === 0 ? NOTHING : has.join('.')}`)
}

/** Null where no method is asked for at present. */
function candidatesOf(deps: SignInDependencies, visit: Visit): readonly Candidate[] | null {
  const { step } = visit.decision
  const closed = closedIn(deps, visit)
  const isOffered = (factor: string): boolean => isKnown(deps, factor) && !closed.has(factor)
  if (step.kind === 'authenticate' || step.kind === 'enrol')
    return step.factors.filter(isOffered).map((factor) => ({ factor, afterPassword: false }))
  if (step.kind !== 'identify') return null
  const ways = waysThrough(visit.request.requirement, deps.policy, deps.clock.now())
  return ways
    .filter(({ factors }) => factors.every(isOffered))
    .flatMap(({ factors }) => {
      const factor = factors.at(-1)
      return factor === undefined
        ? []
        : [{ factor, afterPassword: !step.factors.includes(factor) || factors.length > 1 }]
    })
}

/** Whether somebody is registered is asked only where it makes a difference: who proved a password is. */
function askedOf(candidates: readonly Candidate[]): readonly Possession[] {
  const isNameAsked = candidates.some(({ factor, afterPassword }) => afterPassword || factor === 'password')
  return POSSESSIONS.filter((one) => one !== 'account' || isNameAsked)
}

/** Where the recommended method is chosen as on its own page; the guide's own place where that is only told of. */
function placeOf({ request, decision }: Visit, best: Candidate | null): string {
  const { kind } = decision.step
  if (best === null || best.afterPassword || best.factor === 'password') return guideOf(request)
  return `${homeOf(request)}/${kind}`
}
