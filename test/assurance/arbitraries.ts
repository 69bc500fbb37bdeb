import * as fc from 'fast-check'
import type { AuthenticationEvent, EpochSeconds } from '../../src/assurance/event.ts'
import type { AccountFacts, Facts } from '../../src/assurance/facts.ts'
import type { AccountState, Policy } from '../../src/assurance/policy.ts'
import type { Requirement } from '../../src/assurance/requirement.ts'
import { HOUR, instant, stepUpPolicy, testPolicy } from '../support/policy.ts'

/** Everything that a sign-in could meet: the facts at its beginning, and the accounts that people could name. */
export interface World {
  readonly policy: Policy
  readonly now: EpochSeconds
  readonly accounts: readonly AccountFacts[]
  readonly facts: Facts
  /** What the person picks, whenever there is a choice. */
  readonly picks: readonly number[]
}

const IDS = ['a', 'b', 'c'] as const
const FACTORS = ['password', 'totp', 'email-code', 'identification-mail', 'passkey', 'dap'] as const
const STATES = [
  'TEMP_PENDING',
  'TEMP_ACTIVE',
  'REG_PENDING',
  'PW_EXPIRED',
  'INACTIVE',
  'REACT_PENDING',
  'SUSPENDED',
] as const satisfies readonly AccountState[]

const times = fc.constantFrom(instant('2026-11-20T12:00:00Z'), instant('2025-01-10T12:00:00Z'))
const policies = fc.constantFrom(testPolicy(), stepUpPolicy(), testPolicy({ defaultAcr: 'low' }))
const factorSets = fc.subarray([...FACTORS])
const ages = fc.constantFrom(0, 60, 20 * 60, 40 * 60, 2 * HOUR)
const accountIds = fc.constantFrom(...IDS)

/** The ordinary value two times in three: where everything is odd at once, few sign-ins get far. */
function mostly<const T, U>(usual: T, others: fc.Arbitrary<U>): fc.Arbitrary<T | U> {
  return fc.oneof({ weight: 2, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: others })
}

function eventsUpTo(now: EpochSeconds): fc.Arbitrary<AuthenticationEvent[]> {
  const event = fc.record({
    factor: fc.constantFrom(...FACTORS),
    accountId: accountIds,
    at: ages.map((age) => now - age),
    enrolled: fc.boolean(),
  })
  return fc.array(event, { maxLength: 5 })
}

function accountsAt(now: EpochSeconds): fc.Arbitrary<AccountFacts[]> {
  const traits = fc.record({
    state: mostly('ACTIVE', fc.constantFrom(...STATES)),
    held: fc.oneof(factorSets, fc.constant([...FACTORS])),
    enrollable: factorSets,
    mustReplace: mostly([], factorSets),
    suggested: factorSets,
    mailResetAt: fc.option(fc.constantFrom(now - HOUR, now - 100 * HOUR)),
  })
  return fc.tuple(...IDS.map((id) => traits.map((given) => ({ id, ...given }))))
}

const requirements: fc.Arbitrary<Requirement> = fc.record({
  acrValues: fc
    .subarray(['low', 'substantial', 'high', 'urn:other'])
    .chain((acrs) => fc.shuffledSubarray(acrs, { minLength: acrs.length })),
  acrEssential: fc.boolean(),
  minAcr: mostly(null, fc.constantFrom('low', 'substantial', 'high')),
  maxAge: mostly(null, fc.constantFrom(0, 300, HOUR)),
  maxIdle: mostly(null, fc.constantFrom(0, 300, HOUR)),
  fresh: mostly(false, fc.constant(true)),
  selectAccount: mostly(false, fc.constant(true)),
  alwaysShowAccount: mostly(false, fc.constant(true)),
  singleSignOn: mostly(true, fc.constant(false)),
  refusedFactors: mostly([], factorSets),
  phishingResistant: mostly(false, fc.constant(true)),
  subject: mostly(
    null,
    fc.record({ accountId: accountIds, by: fc.constantFrom('id_token_hint', 'sub', 'login_hint') }),
  ),
})

/** Any facts whatever, also such that no sign-in could lead to. */
export const worlds: fc.Arbitrary<World> = times.chain((now) =>
  fc
    .record({
      policy: policies,
      accounts: accountsAt(now),
      requirement: requirements,
      session: fc.option(
        fc.record({
          accountId: accountIds,
          events: eventsUpTo(now),
          endsAt: mostly(now + HOUR, fc.constantFrom(now - 1, now)),
          usedAt: ages.map((age) => now - age),
        }),
      ),
      progress: fc.record({
        accountId: mostly(null, accountIds),
        events: mostly([], eventsUpTo(now)),
        recovering: mostly(null, fc.constantFrom(...FACTORS)),
        declined: factorSets,
        switchAccepted: mostly(false, fc.constant(true)),
        accountConfirmed: mostly(false, fc.constant(true)),
        accountDisowned: mostly(false, fc.constant(true)),
      }),
      consentMissing: fc.boolean(),
      picks: fc.array(fc.nat(20), { minLength: 1, maxLength: 8 }),
    })
    .map(({ policy, accounts, picks, ...given }) => ({
      policy,
      now,
      accounts,
      picks,
      facts: { ...given, account: accountOf(given, accounts) },
    })),
)

/** As the store reads it: the account named in the sign-in, else the session's. */
export function accountOf(
  { progress, session }: Pick<Facts, 'progress' | 'session'>,
  accounts: readonly AccountFacts[],
): AccountFacts | null {
  const id = progress.accountId ?? session?.accountId
  return accounts.find((account) => account.id === id) ?? null
}
