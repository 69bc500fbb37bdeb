import type { Context } from 'koa'
import { languageLinks, languageOf } from '../http/language.ts'
import type { FormError, Language, StepFrame } from '../../views/frame.ts'
import type { EpochSeconds, FactorId } from '../assurance/event.ts'
import type { Step } from '../assurance/step.ts'
import type { FoundRequest, PendingRequest } from './asked.ts'
import { decide, factorFacts, type Decision } from './decide.ts'
import type { CeremonyPurpose, SignInDependencies } from './dependencies.ts'
import type { SignInKey, SignInRow } from './store.ts'

/** One request of a browser to a sign-in: what was asked, what happened so far, and what therefore comes next. */
export interface Visit {
  readonly ctx: Context
  readonly request: PendingRequest
  readonly language: Language
  readonly key: SignInKey
  readonly row: SignInRow
  readonly decision: Decision
}

/** Loads the sign-in and decides. Throws an `HttpProblem` where this browser has no such sign-in. */
export async function openVisit(deps: SignInDependencies, ctx: Context): Promise<Visit> {
  return visitOf(deps, ctx, await deps.requests.find(ctx))
}

/** The same sign-in with more time. */
export async function extendVisit(deps: SignInDependencies, { ctx, request }: Visit): Promise<Visit> {
  return visitOf(deps, ctx, await deps.requests.extend(ctx, request))
}

function visitOf(deps: SignInDependencies, ctx: Context, { request, row }: FoundRequest): Visit {
  const language = languageOf(ctx, request.uiLocales ?? undefined)
  const decision = decideFor(deps, request, row)
  deps.logger.debug({ event: 'decided', cid: request.cid, step: decision.step, facts: decision.facts })
  return { ctx, request, language, key: keyOf(request), row, decision }
}

function keyOf(request: PendingRequest): SignInKey {
  return {
    cid: request.cid,
    clientId: request.service.clientId,
    sessionAccountId: request.session?.accountId ?? null,
    expiresAt: request.expiresAt,
    browser: request.browser,
  }
}

export function decideFor(deps: SignInDependencies, request: PendingRequest, row: SignInRow): Decision {
  return decide(request, row, factorFacts(deps.factors), deps.policy, deps.clock.now())
}

/** The frame of a step's page. `values` are typed things to show again, never a password or a code. */
export function stepFrame(
  deps: SignInDependencies,
  visit: Visit,
  shown: {
    error?: FormError | null
    values?: Readonly<Record<string, string>>
    otherPossible?: boolean
    notMePossible?: boolean
    /** Where the form goes, where that is not the page's own address. */
    action?: string
  } = {},
): StepFrame {
  const { ctx, request, language } = visit
  const end = endOf(deps, visit)
  return {
    language,
    languageLinks: languageLinks(ctx),
    incidentId: ctx.state['incidentId'],
    service: { name: request.service.names[language], origin: request.service.origin },
    action: shown.action ?? ctx.path,
    csrf: deps.formTokens.issue(request.uid),
    error: shown.error ?? null,
    values: shown.values ?? {},
    cancelPossible: true,
    otherPossible: shown.otherPossible ?? false,
    notMePossible: shown.notMePossible ?? false,
    expiry: {
      at: end,
      secondsLeft: Math.max(0, end - deps.clock.now()),
      // Somebody who came back this late has all the time there is
      morePossible: end < request.extendableUntil,
    },
  }
}

/** Until when the page is of use: its sign-in's end, or the session's, where the step would be another without it. */
function endOf(deps: SignInDependencies, { request, row, decision }: Visit): EpochSeconds {
  const { session, expiresAt } = request
  if (session === null || session.endsAt >= expiresAt) return expiresAt
  const { step } = decideFor(deps, { ...request, session: null }, row)
  return isSame(step, decision.step) ? expiresAt : session.endsAt
}

function isSame(one: Step, other: Step): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** Shows a page. Chromium applies `form-action` to the whole chain of redirects, so the service's origin is in it. */
export function show({ ctx, request }: Visit, page: string, status = 200): void {
  ctx.state['formActionOrigins'].push(request.service.origin)
  ctx.status = status
  ctx.type = 'html'
  ctx.body = page
}

/** Every step ends here: home decides what is next. */
export function goHome({ ctx, request }: Visit): void {
  seeOther(ctx, homeOf(request))
}

export function seeOther(ctx: Context, path: string): void {
  ctx.redirect(path)
  ctx.status = 303
}

export function homeOf({ uid }: PendingRequest): string {
  return `/interaction/${uid}`
}

/** The page of a ceremony. */
export function ceremonyPath(
  request: PendingRequest,
  { factor, purpose }: { readonly factor: string; readonly purpose: CeremonyPurpose },
): string {
  return `${homeOf(request)}/${purpose}/${factor}`
}

/** The page that leads an unsure person to a method. */
export function guideOf(request: PendingRequest): string {
  return `${homeOf(request)}/guide`
}

/**
 * The page of a step; null for what home itself does (finish, refuse). The only method there is needs no choice, unless
 * there is something to be said of it first.
 */
export function pathOf(
  request: PendingRequest,
  step: Step,
  isInTrouble: (factor: FactorId) => boolean = () => false,
): string | null {
  const home = homeOf(request)
  switch (step.kind) {
    case 'identify':
      return `${home}/identify`
    case 'authenticate':
    case 'enrol': {
      const [only, ...others] = step.factors
      const isOptional = step.kind === 'enrol' && step.optional
      const choice = only === undefined || others.length > 0 || isOptional || isInTrouble(only)
      return choice ? `${home}/${step.kind}` : `${home}/${step.kind}/${only}`
    }
    case 'confirm_account':
      return `${home}/confirm-account`
    case 'switch_account':
      return `${home}/switch-account`
    case 'consent':
      return `${home}/consent`
    case 'finish':
    case 'refuse':
      return null
  }
}
