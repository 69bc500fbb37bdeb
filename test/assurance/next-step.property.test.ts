import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AuthenticationEvent } from '../../src/assurance/event.ts'
import type { Facts } from '../../src/assurance/facts.ts'
import { nextStep } from '../../src/assurance/next-step.ts'
import type { Requirement } from '../../src/assurance/requirement.ts'
import type { Step } from '../../src/assurance/step.ts'
import { HOUR } from '../support/policy.ts'
import { worlds, type World } from './arbitraries.ts'
import { obey, type Decide } from './obedient-person.ts'

type Finish = Extract<Step, { kind: 'finish' }>

/** A rule for everything that nextStep may decide, and a version of it that breaks the rule: the rule must notice. */
interface Property {
  readonly rule: string
  readonly holds: (world: World, decide: Decide) => boolean
  readonly broken: Decide
}

const properties: readonly Property[] = [
  {
    rule: 'doing what is asked always ends',
    holds: (world, decide) => obey(world, decide).outcome !== 'endless',
    broken: (facts, policy, now) => {
      const step = nextStep(facts, policy, now)
      return step.kind === 'consent' ? { kind: 'confirm_account' } : step
    },
  },
  {
    rule: 'once something is proved, only what the account holds or may enrol is asked',
    holds: (world, decide) =>
      obey(world, decide).rounds.every(({ facts, step }) => {
        if (step.kind !== 'authenticate' && step.kind !== 'enrol') return true
        if (!hasProvedHere(facts)) return true
        const { held = [], enrollable = [] } = facts.account ?? {}
        const possible = step.kind === 'enrol' ? enrollable : held
        return step.factors.length > 0 && step.factors.every((factor) => possible.includes(factor))
      }),
    broken: (facts, policy, now) =>
      nextStep(withAccount(facts, { held: ['password', 'totp', 'email-code', 'passkey', 'dap'] }), policy, now),
  },
  {
    rule: 'nothing is asked that was just proved',
    holds: (world, decide) =>
      obey(world, decide).rounds.every(
        ({ facts, step }) =>
          step.kind !== 'authenticate' ||
          step.factors.every((factor) => !hereFor(facts).some((event) => event.factor === factor)),
      ),
    broken: (facts, policy, now) => {
      const step = nextStep(facts, policy, now)
      return step.kind === 'consent' ? { kind: 'authenticate', factors: ['password'] } : step
    },
  },
  {
    rule: 'whoever finishes has proved the level reported, with events of their own that may count',
    holds: finishing((finish, facts, world) => meets(finish.acr, facts, finish.accountId, world)),
    broken: (facts, policy, now) => promoted(nextStep(facts, policy, now)),
  },
  {
    rule: 'an essential acr is never missed',
    holds: finishing(({ acr }, { requirement: { acrEssential, acrValues } }) => {
      return !acrEssential || acrValues.length === 0 || acrValues.includes(acr)
    }),
    broken: (facts, policy, now) => nextStep(withWishes(facts, { acrEssential: false }), policy, now),
  },
  {
    rule: "the client's floor is never missed",
    holds: finishing((finish, facts, world) => {
      const { minAcr } = facts.requirement
      return minAcr === null || meets(minAcr, facts, finish.accountId, world)
    }),
    broken: (facts, policy, now) => nextStep(withWishes(facts, { minAcr: null }), policy, now),
  },
  {
    rule: 'no events of one account ever count for another',
    holds: finishing(({ accountId, factors }, { progress, session }) => {
      const own = [...progress.events, ...(session?.events ?? [])].filter((event) => event.accountId === accountId)
      return factors.every((factor) => own.some((event) => event.factor === factor))
    }),
    broken: (facts, policy, now) => nextStep(givenAway(facts), policy, now),
  },
  {
    rule: 'nobody takes over the session of another unasked',
    holds: finishing(({ accountId }, { session, progress }, { now }) => {
      return session === null || session.accountId === accountId || session.endsAt <= now || progress.switchAccepted
    }),
    broken: (facts, policy, now) =>
      nextStep({ ...facts, progress: { ...facts.progress, switchAccepted: true } }, policy, now),
  },
  {
    rule: 'nobody but the demanded account finishes',
    holds: finishing(({ accountId }, { requirement: { subject } }) => {
      return subject === null || subject.by === 'login_hint' || subject.accountId === accountId
    }),
    broken: (facts, policy, now) => nextStep(withWishes(facts, { subject: null }), policy, now),
  },
  {
    rule: 'prompt=login, max_age=0 and a client without single sign-on are never met by the session',
    holds: finishing(({ accountId, factors }, { requirement, progress }) => {
      const { fresh, maxAge, singleSignOn } = requirement
      if (!fresh && maxAge !== 0 && singleSignOn) return true
      return factors.every((factor) => has(progress.events, accountId, factor))
    }),
    broken: (facts, policy, now) =>
      nextStep(withWishes(facts, { fresh: false, maxAge: null, singleSignOn: true }), policy, now),
  },
  {
    rule: 'an event made by enrolling is never the fresh proof of a later request',
    holds: finishing(({ accountId, factors }, { requirement, progress, session }) =>
      factors.every((factor) => {
        if (requirement.maxAge === null) return true
        const before = (session?.events ?? []).filter(({ enrolled }) => !enrolled)
        return has([...progress.events, ...before], accountId, factor)
      }),
    ),
    broken: (facts, policy, now) => nextStep(withSessionEvents(facts, { enrolled: false }), policy, now),
  },
  {
    rule: 'after a reset by mail a mailed code lifts nobody above the lowest level',
    holds: finishing(({ acr, factors }, { account }, { now }) => {
      const resetAt = account?.mailResetAt ?? null
      const isHeld = resetAt !== null && now < resetAt + 72 * HOUR
      return !isHeld || acr === 'low' || !factors.includes('email-code')
    }),
    broken: (facts, policy, now) => nextStep(withAccount(facts, { mailResetAt: null }), policy, now),
  },
  {
    rule: 'after a reset by mail nothing is enrolled on the strength of a mail',
    holds: (world, decide) =>
      obey(world, decide).rounds.every(({ facts, step }) => {
        const resetAt = facts.account?.mailResetAt ?? null
        if (step.kind !== 'enrol' || resetAt === null || world.now >= resetAt + 72 * HOUR) return true
        return hereFor(facts).some(({ factor }) => ['totp', 'passkey', 'dap'].includes(factor))
      }),
    broken: (facts, policy, now) => nextStep(withAccount(facts, { mailResetAt: null }), policy, now),
  },
  {
    rule: 'a password alone never enrols anything',
    holds: (world, decide) =>
      obey(world, decide).rounds.every(
        ({ facts, step }) => step.kind !== 'enrol' || hereFor(facts).some(({ factor }) => factor !== 'password'),
      ),
    broken: (facts, policy, now) =>
      nextStep(
        facts,
        { ...policy, enrolment: { ...policy.enrolment, combinations: [{ factors: ['password'] }] } },
        now,
      ),
  },
  {
    rule: 'an account that may not sign in never finishes',
    holds: finishing((_, { account }) => {
      return account !== null && account.state !== 'SUSPENDED' && !account.state.endsWith('_PENDING')
    }),
    broken: (facts, policy, now) => nextStep(withAccount(facts, { state: 'ACTIVE' }), policy, now),
  },
  {
    rule: 'an expired password never counts',
    holds: finishing(({ factors }, { account }) => {
      return !['PW_EXPIRED', 'INACTIVE'].includes(account?.state ?? '') || !factors.includes('password')
    }),
    broken: (facts, policy, now) => nextStep(withAccount(facts, { state: 'ACTIVE' }), policy, now),
  },
  {
    rule: 'a temporary account never goes above the lowest level',
    holds: finishing(({ acr }, { account }) => account?.state !== 'TEMP_ACTIVE' || acr === 'low'),
    broken: (facts, policy, now) => nextStep(facts, { ...policy, maxAcr: {} }, now),
  },
  {
    rule: 'before anything is proved, every account looks alike',
    holds: (world, decide) => {
      const facts = { ...world.facts, session: null, progress: { ...world.facts.progress, events: [] } }
      const plain = withAccount(facts, { state: 'ACTIVE', held: ['password'], mailResetAt: null, mustReplace: [] })
      const [step, other] = [facts, plain].map((given) => JSON.stringify(decide(given, world.policy, world.now)))
      return step === other
    },
    broken: (facts, policy, now) =>
      facts.account?.state === 'SUSPENDED'
        ? { kind: 'refuse', error: 'access_denied', reason: 'account_suspended' }
        : nextStep(facts, policy, now),
  },
  {
    rule: 'what was decided about an account is told only to who proved all they could',
    holds: (world, decide) =>
      obey(world, decide).rounds.every(({ facts, step }) => {
        if (step.kind !== 'refuse' || step.error !== 'access_denied') return true
        const active = nextStep(withAccount(facts, { state: 'ACTIVE' }), world.policy, world.now)
        return active.kind !== 'authenticate' || meets('low', facts, facts.account?.id ?? '', world)
      }),
    broken: (facts, policy, now) =>
      facts.account?.state === 'SUSPENDED' && hasProvedHere(facts)
        ? { kind: 'refuse', error: 'access_denied', reason: 'account_suspended' }
        : nextStep(facts, policy, now),
  },
]

describe('from any facts', () => {
  for (const { rule, holds, broken } of properties) {
    test(rule, () => {
      fc.assert(
        fc.property(worlds, (world) => holds(world, nextStep)),
        { numRuns: 5_000 },
      )
      const noticed = fc.check(
        fc.property(worlds, (world) => holds(world, broken)),
        { numRuns: 20_000, endOnFailure: true },
      )
      expect(noticed.failed).toBe(true)
    })
  }
})

function finishing(holds: (finish: Finish, facts: Facts, world: World) => boolean): Property['holds'] {
  return (world, decide) =>
    obey(world, decide).rounds.every(({ facts, step }) => step.kind !== 'finish' || holds(step, facts, world))
}

/** An own reading of the policy, so that the engine is not judged by itself. */
function meets(
  acr: string,
  { progress, session, requirement }: Facts,
  accountId: string,
  { policy, now }: World,
): boolean {
  const index = policy.levels.findIndex((level) => level.acr === acr)
  const lifetime = policy.levels[index]?.lifetime ?? 0
  const before = session && session.accountId === accountId && session.endsAt > now ? session.events : []
  const counting = [
    ...progress.events,
    ...before.filter(
      ({ at, enrolled }) =>
        (!enrolled || requirement.maxAge === null) && now - at <= Math.min(lifetime, requirement.maxAge ?? Infinity),
    ),
  ]
  return policy.levels
    .slice(index)
    .some(({ combinations }) =>
      combinations.some(
        ({ factors, from = 0, until = Infinity }) =>
          from <= now && now < until && factors.every((factor) => has(counting, accountId, factor)),
      ),
    )
}

function has(events: readonly AuthenticationEvent[], accountId: string, factor: string): boolean {
  return events.some((event) => event.accountId === accountId && event.factor === factor)
}

function hereFor({ account, progress }: Facts): readonly AuthenticationEvent[] {
  return progress.events.filter(({ accountId }) => accountId === account?.id)
}

function hasProvedHere(facts: Facts): boolean {
  return hereFor(facts).length > 0
}

function promoted(step: Step): Step {
  return step.kind === 'finish' ? { ...step, acr: 'high' } : step
}

function withWishes(facts: Facts, wishes: Partial<Requirement>): Facts {
  return { ...facts, requirement: { ...facts.requirement, ...wishes } }
}

function withAccount(facts: Facts, traits: Partial<NonNullable<Facts['account']>>): Facts {
  return { ...facts, account: facts.account && { ...facts.account, ...traits } }
}

function withSessionEvents({ session, ...facts }: Facts, change: Partial<AuthenticationEvent>): Facts {
  return {
    ...facts,
    session: session && { ...session, events: session.events.map((event) => ({ ...event, ...change })) },
  }
}

/** The session's events, whoever made them, as events of the account at hand. */
function givenAway(facts: Facts): Facts {
  return facts.account ? withSessionEvents(facts, { accountId: facts.account.id }) : facts
}
