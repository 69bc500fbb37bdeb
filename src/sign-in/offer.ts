import type { FactorId } from '../assurance/event.ts'
import { levelReached } from '../assurance/level-reached.ts'
import { waysThrough } from '../assurance/ways-through.ts'
import { methodUsedLast } from '../http/method-cookie.ts'
import type { MethodMarks } from '../../views/partials/methods.ts'
import type { SignInDependencies } from './dependencies.ts'
import type { Visit } from './visit.ts'

/** Methods as they are shown: in which order, and what is said of each. What is offered, the engine decided. */
export interface Offer {
  readonly factors: readonly FactorId[]
  readonly marks: MethodMarks
}

/** The one used last in this browser first, those in trouble last; otherwise best first, as the engine has them. */
export function offerOf(deps: SignInDependencies, visit: Visit, offered: readonly FactorId[]): Offer {
  const now = deps.clock.now()
  const troubles = deps.notices.current()
  const closed = closedIn(deps, visit)
  const last = methodUsedLast(visit.ctx, deps.methodCookie)
  const rank = (factor: FactorId): number => {
    if (troubles.has(factor)) return closed.has(factor) ? 3 : 2
    return factor === last ? 0 : 1
  }
  const marks = offered.map((factor) => {
    const trouble = troubles.get(factor)
    const notice = trouble && { text: trouble.texts?.[visit.language] ?? null, closed: closed.has(factor) }
    return [factor, { acr: levelReached(factor, deps.policy, now), lastUsed: factor === last, notice: notice ?? null }]
  })
  return {
    factors: offered.filter((factor) => isKnown(deps, factor)).toSorted((one, other) => rank(one) - rank(other)),
    marks: Object.fromEntries(marks),
  }
}

/**
 * The methods that nobody may choose now. Where nothing else would lead through, none is refused: what hardly works is
 * better than no way on.
 */
export function closedIn(deps: SignInDependencies, { decision, request }: Visit): ReadonlySet<FactorId> {
  const { step } = decision
  const closed = new Set([...deps.notices.current()].filter(([, trouble]) => trouble.closed).map(([factor]) => factor))
  if (closed.size === 0 || !('factors' in step)) return new Set()
  const ways =
    step.kind === 'identify'
      ? waysThrough(request.requirement, deps.policy, deps.clock.now()).map(({ factors }) => factors)
      : step.factors.map((factor) => [factor])
  const isOpen = ways.some((way) => way.every((factor) => isKnown(deps, factor) && !closed.has(factor)))
  return isOpen ? closed : new Set()
}

/** Some methods of the policy were never more than a name here: the telephone, the portrait. */
export function isKnown({ factors }: SignInDependencies, factor: FactorId): boolean {
  return factors.some(({ id }) => id === factor)
}
