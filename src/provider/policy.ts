import { errors, interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider'
import type { Step } from '../assurance/step.ts'
import type { Factor } from '../factors/factor.ts'
import { amrOf } from './amr.ts'
import { forgetUnproved, type RequestDecision } from './decision.ts'
import { type KapuSession, OvertakenError } from './sessions/session-model.ts'

type Decide = (ctx: KoaContextWithOIDC) => Promise<RequestDecision>
type PromptName = 'login' | 'select_account' | 'consent'

/**
 * oidc-provider's interaction policy: three prompts that ask the engine. The library's own checks are gone, all of
 * them: `nextStep` covers them, and two rules for one question would one day disagree (design §1, idea 2).
 */
export function createInteractionPolicy(
  decide: Decide,
  bind: (ctx: KoaContextWithOIDC, decision: RequestDecision) => Promise<boolean>,
) {
  const policy = interactionPolicy.base()
  policy.clear()
  const checks: ReadonlyArray<[PromptName, string]> = [
    ['login', 'login_required'],
    ['select_account', 'account_selection_required'],
    ['consent', 'consent_required'],
  ]
  for (const [name, error] of checks) {
    const check = new interactionPolicy.Check('next_step', 'the person is needed', error, async (ctx) => {
      // Without it this is no OpenID Connect request: nobody would learn who signed in (OIDC Core §3.1.2.1)
      if (!ctx.oidc.requestParamScopes.has('openid')) throw new errors.InvalidScope('openid is missing', 'openid')
      const decision = await decide(ctx)
      const { step } = decision
      if (step.kind === 'refuse') throw refusal(step)
      if (step.kind === 'finish' && name === 'login' && !(await bind(ctx, decision))) return true
      return promptOf(step) === name
    })
    policy.add(new interactionPolicy.Prompt({ name, requestable: true }, check))
  }
  return policy
}

/** The prompt a step belongs to; the person sees the step, a service that asked for `prompt=none` the prompt's error. */
function promptOf(step: Step): PromptName | null {
  switch (step.kind) {
    case 'finish':
    case 'refuse':
      return null
    case 'confirm_account':
      return 'select_account'
    case 'consent':
      return 'consent'
    default:
      return 'login'
  }
}

function refusal({ error, reason }: Extract<Step, { kind: 'refuse' }>): Error {
  switch (error) {
    case 'login_required':
      return new errors.LoginRequired(reason)
    case 'access_denied':
      return new errors.AccessDenied(reason)
    case 'unmet_authentication_requirements':
      return new errors.UnmetAuthenticationRequirements(reason)
  }
}

/**
 * Puts what was decided for this request into the session, from which the library takes it into code and ID token, and
 * stores it with the proofs it rests on. From here on the code can only be written while that session lives. False where
 * another person's session began in this browser at the same instant: the pages ask who goes on.
 */
export async function bindSession(
  session: KapuSession,
  { step, asked, row }: RequestDecision,
  { factors, ttl }: { factors: readonly Factor[]; ttl: (session: KapuSession) => number },
): Promise<boolean> {
  if (step.kind !== 'finish') return true
  session.acr = step.acr
  session.amr = amrOf(step.factors, factors)
  session.loginTs = step.authTime
  // Whoever says it once is believed until the session ends
  session.shared = session.shared === true || row.progress.shared
  session.finishing = {
    signInId: row.progress.events.length > 0 ? asked.cid : null,
    clientId: asked.service.clientId,
    acr: step.acr,
    amr: session.amr,
    events: row.progress.events.filter((event) => event.accountId === step.accountId),
  }
  try {
    await session.save(ttl(session))
    return true
  } catch (error) {
    if (!(error instanceof OvertakenError)) throw error
    forgetUnproved(session)
    return false
  }
}
