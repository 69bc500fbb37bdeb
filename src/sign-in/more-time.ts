/**
 * More time for a page, as often as somebody asks for it up to an absolute end (WCAG 2.2.1). A script asks in the
 * background, and what was typed stays; without it the page comes again, with what may be shown again.
 */
import type { Reply } from '../factors/factor.ts'
import { expiryTexts } from '../../views/partials/expiry.ts'
import { consentGet } from './consent.ts'
import type { SignInDependencies } from './dependencies.ts'
import { identifyAgain } from './identify.ts'
import { extendVisit, seeOther, stepFrame, type Visit } from './visit.ts'

/** `action=extend` of any page. */
export async function extendPost(deps: SignInDependencies, visit: Visit, reply: Reply): Promise<void> {
  const extended = await extendVisit(deps, visit)
  const { kind } = extended.decision.step
  if (kind === 'identify' && extended.ctx.path.endsWith('/identify')) return identifyAgain(deps, extended, reply)
  if (kind === 'consent' && extended.ctx.path.endsWith('/consent')) return consentGet(deps, extended, reply)
  // Decides again where the step is another by now
  seeOther(extended.ctx, `${extended.ctx.path}#until`)
}

/** `POST …/extend`: the same for the page's script. */
export async function extendQuietly(deps: SignInDependencies, visit: Visit): Promise<void> {
  const extended = await extendVisit(deps, visit)
  extended.ctx.body = expiryTexts(stepFrame(deps, extended))
}
