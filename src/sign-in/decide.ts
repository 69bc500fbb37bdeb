import { stateAt } from '../accounts/life/life-account.ts'
import type { EpochSeconds, FactorId } from '../assurance/event.ts'
import type { Facts } from '../assurance/facts.ts'
import { isMethodLive } from '../assurance/method-dates.ts'
import { nextStep } from '../assurance/next-step.ts'
import type { Policy } from '../assurance/policy.ts'
import type { Step } from '../assurance/step.ts'
import type { Factor } from '../factors/factor.ts'
import type { Asked } from './asked.ts'
import type { AccountRow, SignInRow } from './store.ts'

/** What follows, and from what: enough to replay it (`kapu account explain`). */
export interface Decision {
  readonly step: Step
  readonly facts: Facts
}

/** What the engine knows of the factors without asking one. */
export interface FactorFacts {
  /** Those that a sign-in leads to where they are missing. */
  readonly enrollable: readonly FactorId[]
  /** Those that are set up by whoever came for that, and nobody else. */
  readonly onRequest: readonly FactorId[]
}

export function factorFacts(factors: readonly Factor[]): FactorFacts {
  const all = factors.filter(({ enrolment }) => enrolment !== null)
  return {
    enrollable: all.filter((factor) => factor.enrolledOnRequest !== true).map(({ id }) => id),
    onRequest: all.filter((factor) => factor.enrolledOnRequest === true).map(({ id }) => id),
  }
}

/** The one place where facts are gathered for `nextStep`: pages and the provider's policy check both come here. */
export function decide(
  asked: Asked,
  row: SignInRow,
  factors: FactorFacts,
  policy: Policy,
  now: EpochSeconds,
): Decision {
  const { progress, account } = row
  const facts: Facts = {
    requirement: asked.session?.shared === true ? { ...asked.requirement, singleSignOn: false } : asked.requirement,
    session: asked.session,
    progress: {
      accountId: progress.accountId,
      events: progress.events,
      // Whoever sets a factor up anew proves all that they have besides it, as if it were lost
      recovering: progress.recovering ?? asked.enrol,
      declined: progress.declined,
      switchAccepted: progress.switchAccepted,
      // The session may be another person's by now: what one of them agreed to says nothing of the other
      accountDisowned: asked.session !== null && progress.disownedAccountId === asked.session.accountId,
      accountConfirmed: asked.session !== null && progress.confirmedAccountId === asked.session.accountId,
    },
    account: account === null ? null : accountFacts(account, enrollableNow(factors, policy, now), asked.enrol, now),
    consentMissing: isConsentMissing(asked, account),
  }
  return { step: nextStep(facts, policy, now), facts }
}

/** Nobody sets up what counts no longer, or not yet. */
function enrollableNow({ enrollable, onRequest }: FactorFacts, policy: Policy, now: EpochSeconds): FactorFacts {
  const live = (factors: readonly FactorId[]) => factors.filter((factor) => isMethodLive(policy, factor, now))
  return { enrollable: live(enrollable), onRequest: live(onRequest) }
}

function accountFacts(
  account: AccountRow,
  { enrollable, onRequest }: FactorFacts,
  enrol: FactorId | null,
  now: EpochSeconds,
): Facts['account'] {
  const state = stateAt(account.life, now)
  // #44: whoever's time is over is as unknown as who never was, also before that is written
  if (state === 'DELETED') return null
  return {
    id: account.id,
    state,
    held: account.held,
    enrollable: [
      ...enrollable.filter((factor) => factor === enrol || !account.held.includes(factor)),
      ...onRequest.filter((factor) => factor === enrol),
    ],
    mustReplace: [],
    suggested: [],
    mailResetAt: account.mailResetAt,
  }
}

function isConsentMissing({ release }: Asked, account: AccountRow | null): boolean {
  if (release.answered || release.claims.length === 0) return false
  return release.forced || account?.consents[release.claimSet] === undefined
}
