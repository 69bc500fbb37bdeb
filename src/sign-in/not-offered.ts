import { isMethodLive, methodEnd } from '../assurance/method-dates.ts'
import { waysThrough } from '../assurance/ways-through.ts'
import { errorPage } from '../../views/pages/error.ts'
import type { ErrorCode } from '../../views/texts/errors.ts'
import { chooseAnother, insteadOf } from '../../views/texts/ended-ways.ts'
import type { Way } from '../../views/texts/password.ts'
import type { CeremonyPurpose, SignInDependencies } from './dependencies.ts'
import { isKnown } from './offer.ts'
import { goHome, homeOf, show, stepFrame, type Visit } from './visit.ts'

/** A method that somebody asked for by its address, or by the button of an old page. */
interface AskedFor {
  readonly factor: string
  readonly purpose: CeremonyPurpose
}

interface Told {
  readonly code: ErrorCode
  readonly status: number
  /** Epoch seconds. */
  readonly until?: number
}

/** Says why a method is not to be had here, with the way on. What is merely out of turn goes home without a word. */
export function notOffered(deps: SignInDependencies, visit: Visit, asked: AskedFor): void {
  const told = whyNotOffered(deps, visit, asked)
  if (told === null) return goHome(visit)
  const instead = told.code === 'E-LOGIN-03' ? [{ text: insteadOf(visit.language, asked.factor), href: null }] : []
  showNotOffered(deps, visit, told, instead)
}

/** Null for an address that nobody offered, and where nothing is asked at present. */
export function whyNotOffered(deps: SignInDependencies, visit: Visit, { factor, purpose }: AskedFor): Told | null {
  const { step } = visit.decision
  const now = deps.clock.now()
  if (step.kind !== 'identify' && step.kind !== 'authenticate' && step.kind !== 'enrol') return null
  if (step.kind !== 'identify' && step.kind === purpose && step.factors.includes(factor)) return null
  const until = methodEnd(deps.policy, factor, now)
  if (until !== null) return { code: 'E-LOGIN-03', status: 410, until }
  if (purpose !== 'authenticate' || !isKnown(deps, factor) || !isMethodLive(deps.policy, factor, now)) return null
  // Only to who has proved the password: others are never led to set something up
  if (step.kind === 'enrol')
    return !step.optional && step.factors.includes(factor) ? { code: 'E-LOGIN-04', status: 403 } : null
  return isOfUse(deps, visit, factor) ? null : { code: 'E-LOGIN-02', status: 403 }
}

/** Whether the method leads to what the service asks for, or towards a method that does. */
function isOfUse({ policy, clock }: SignInDependencies, { request }: Visit, factor: string): boolean {
  const leads = [...policy.enrolment.combinations, ...policy.recovery.combinations]
  return [...waysThrough(request.requirement, policy, clock.now()), ...leads].some(({ factors }) =>
    factors.includes(factor),
  )
}

/** The page of a method that cannot be used: back to what can. */
export function showNotOffered(deps: SignInDependencies, visit: Visit, told: Told, instead: readonly Way[] = []): void {
  const { request, language } = visit
  const home = homeOf(request)
  const back = { name: request.service.names[language], href: request.service.restart ?? home }
  const ways = [...instead, { text: chooseAnother(language), href: home }]
  show(visit, errorPage(stepFrame(deps, visit), { ...told, back, ways }), told.status)
}
