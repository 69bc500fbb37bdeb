import type { AuthenticationEvent, EpochSeconds, FactorId } from '../../src/assurance/event.ts'
import type { AccountFacts, Facts, ProgressFacts, SessionFacts } from '../../src/assurance/facts.ts'
import type { Requirement } from '../../src/assurance/requirement.ts'
import { HOUR, instant } from '../support/policy.ts'

export const NOW = instant('2026-11-20T12:00:00Z')

/** A request without wishes, from a client without rules. */
function requirement(wishes: Partial<Requirement> = {}): Requirement {
  return {
    acrValues: [],
    acrEssential: false,
    minAcr: null,
    maxAge: null,
    maxIdle: null,
    fresh: false,
    selectAccount: false,
    alwaysShowAccount: false,
    singleSignOn: true,
    refusedFactors: [],
    phishingResistant: false,
    subject: null,
    ...wishes,
  }
}

export function account(id: string, traits: Partial<AccountFacts> = {}): AccountFacts {
  return {
    id,
    state: 'ACTIVE',
    held: ['password', 'totp', 'identification-mail'],
    enrollable: [],
    mustReplace: [],
    suggested: [],
    mailResetAt: null,
    ...traits,
  }
}

/** Events of one account: `password` just now, `{ totp: 60 }` a minute ago. */
export function events(
  accountId: string,
  factors: readonly FactorId[],
  { ago = 0, enrolled = false, now = NOW }: { ago?: number; enrolled?: boolean; now?: EpochSeconds } = {},
): AuthenticationEvent[] {
  return factors.map((factor) => ({ factor, accountId, at: now - ago, enrolled }))
}

export function session(accountId: string, factors: readonly FactorId[], ago = 5 * 60): SessionFacts {
  return { accountId, events: events(accountId, factors, { ago }), endsAt: NOW + 8 * HOUR, usedAt: NOW - ago }
}

/** This sign-in has named an account and proved these factors for it. */
export function progress(
  accountId: string | null = null,
  factors: readonly FactorId[] = [],
  more: Partial<ProgressFacts> = {},
): ProgressFacts {
  return {
    accountId,
    events: accountId === null ? [] : events(accountId, factors),
    recovering: null,
    declined: [],
    switchAccepted: false,
    accountConfirmed: false,
    accountDisowned: false,
    ...more,
  }
}

/** A sign-in at its very beginning, in a browser without a session, but for what is given. */
export function facts(given: Partial<Omit<Facts, 'requirement'>> & { wishes?: Partial<Requirement> } = {}): Facts {
  const { wishes, ...rest } = given
  return {
    requirement: requirement(wishes),
    session: null,
    progress: progress(),
    account: null,
    consentMissing: false,
    ...rest,
  }
}
