import type { Refusal } from '../throttle/throttle.ts'
import { errorPage } from '../../views/pages/error.ts'
import { formError, type ErrorCode } from '../../views/texts/errors.ts'
import { waysOn } from '../../views/texts/password.ts'
import type { SignInDependencies } from './dependencies.ts'
import { homeOf, show, stepFrame, type Visit } from './visit.ts'

/** 429 with `Retry-After`, and a page that says until when; where this sign-in has no tries left, how to start again. */
export function showThrottled(
  deps: SignInDependencies,
  visit: Visit,
  refusal: Refusal,
  page: (error: ReturnType<typeof formError>) => string,
): void {
  const { request, language, ctx } = visit
  if (refusal.scope === 'account_closed') return showClosed(deps, visit)
  ctx.set('Retry-After', String(Math.max(1, refusal.until - deps.clock.now())))
  if (refusal.scope === 'interaction') {
    const back = { name: request.service.names[language], href: request.service.restart ?? homeOf(request) }
    return show(visit, errorPage(stepFrame(deps, visit), { code: 'E-CODE-03', status: 429, back }), 429)
  }
  show(visit, page(formError(language, waitCode(refusal), { until: refusal.until })), 429)
}

/**
 * RD7: no time brings another try on this device. The same for a right password, a wrong one and a name that belongs
 * to nobody: what was tried so often is judged no more.
 */
function showClosed(deps: SignInDependencies, visit: Visit): void {
  const { request, language, decision } = visit
  const home = homeOf(request)
  const { step } = decision
  const others = deps.policy.selfIdentifying.filter((id) => step.kind === 'identify' && step.factors.includes(id))
  const methods = others.map((factor) => ({ factor, href: `${home}/authenticate/${factor}` }))
  const back = { name: request.service.names[language], href: request.service.restart ?? home }
  const told = { code: 'E-PW-DIS', status: 403, back, ways: waysOn(language, 'E-PW-DIS', methods) } as const
  show(visit, errorPage(stepFrame(deps, visit), told), 403)
}

/** Another mail can be asked for later; everything else was tried too often. */
export function waitCode({ scope }: Refusal): ErrorCode {
  return scope === 'account_mails' || scope === 'address_mails' ? 'E-WAIT-02' : 'E-WAIT-01'
}
