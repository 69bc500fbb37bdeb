/**
 * The login engine: what this sign-in still lacks, as one pure function. Sign-in, single sign-on, step-up,
 * re-authentication, enrolment, recovery, account switch and consent are all "required minus proved". It is asked
 * after every step and by the provider's policy check, with facts read anew; it stores nothing and knows no protocol.
 */
import { acceptable } from './acceptable.ts'
import type { EpochSeconds, FactorId } from './event.ts'
import type { Facts } from './facts.ts'
import { openingFactors } from './opening-factors.ts'
import type { Policy } from './policy.ts'
import { conclude } from './conclude.ts'
import { askForProof } from './ask-for-proof.ts'
import { refuse } from './refusal.ts'
import { liveSession, situationOf } from './situation.ts'
import type { Step } from './step.ts'
import { wantedLevels } from './wanted-level.ts'

/** The one thing to do next, at this instant. Doing what it asks always ends in `finish` or `refuse`. */
export function nextStep(facts: Facts, policy: Policy, now: EpochSeconds): Step {
  const { requirement, progress } = facts
  const wanted = wantedLevels(requirement, policy)
  const isPossible = wanted.some(({ levels }) =>
    levels.some(({ needed }) => acceptable(needed, requirement, policy, now).length > 0),
  )
  if (!isPossible) return refuse('unmet_authentication_requirements', 'level_out_of_reach')
  if (isSomebodyElseNamed(facts, now) || isDisowned(facts, now)) {
    return { kind: 'switch_account', stayPossible: isStayPossible(facts) }
  }

  const situation = situationOf(facts, policy, now, wanted)
  if (!situation) return { kind: 'identify', factors: openingFactors(requirement, policy, now, wanted) }

  const isSilent = situation.provedHere.length === 0
  if (!isSilent && isDemanded(facts) && requirement.subject?.accountId !== situation.account.id) {
    return refuse('login_required', 'another_account')
  }
  // Whoever is named here proves something here: a session alone does not speak for a name somebody typed.
  if (isSilent && progress.accountId !== null) {
    return authenticate(ownIfSignedIn(facts, now, openingFactors(requirement, policy, now, wanted)))
  }
  if (isSilent && requirement.selectAccount && !progress.accountConfirmed) return { kind: 'confirm_account' }

  const asked = askForProof(situation)
  return asked.kind === 'proved' ? conclude(situation, asked) : asked
}

/** The request names another account than the session's, and nobody has yet said in this sign-in who they are. */
function isSomebodyElseNamed(facts: Facts, now: EpochSeconds): boolean {
  const { subject } = facts.requirement
  const { accountId, accountConfirmed } = facts.progress
  const session = liveSession(facts, now)
  if (!session || !subject || accountId !== null || subject.accountId === session.accountId) return false
  return isDemanded(facts) || !accountConfirmed
}

/** Whoever sits here says that they are not who is signed in. */
function isDisowned(facts: Facts, now: EpochSeconds): boolean {
  return facts.progress.accountDisowned && liveSession(facts, now) !== null
}

/** Not where another than the session's account is demanded. */
function isStayPossible(facts: Facts): boolean {
  return !isDemanded(facts) || facts.requirement.subject?.accountId === facts.session?.accountId
}

/** A hint may be set aside; an ID token or a requested `sub` may not (OIDC Core §3.1.2.2). */
function isDemanded({ requirement: { subject } }: Facts): boolean {
  return subject !== null && subject.by !== 'login_hint'
}

/** Who stays is signed in here and asked for what they hold; of anybody else who is only named, nothing is told. */
function ownIfSignedIn(facts: Facts, now: EpochSeconds, opening: readonly FactorId[]): readonly FactorId[] {
  const { account } = facts
  if (account === null || liveSession(facts, now)?.accountId !== account.id) return opening
  const own = opening.filter((factor) => account.held.includes(factor))
  return own.length > 0 ? own : opening
}

function authenticate(factors: readonly FactorId[]): Step {
  return { kind: 'authenticate', factors }
}
