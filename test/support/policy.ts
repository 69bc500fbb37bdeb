import type { AssuranceLevel, Combination } from '../../src/assurance/level.ts'
import type { EpochSeconds, FactorId } from '../../src/assurance/event.ts'
import type { Policy } from '../../src/assurance/policy.ts'

export const MINUTE = 60
export const HOUR = 60 * MINUTE

/** An instant as ISO 8601 with its offset, in whole epoch seconds. */
export function instant(iso: string): EpochSeconds {
  const at = Date.parse(iso) / 1000
  if (!Number.isInteger(at)) throw new RangeError(`not an instant in whole seconds: ${iso}`)
  return at
}

/** A combination of factors, with ISO 8601 dates. */
export function combination(factors: readonly FactorId[], dates: { from?: string; until?: string } = {}): Combination {
  return {
    factors,
    ...(dates.from === undefined ? {} : { from: instant(dates.from) }),
    ...(dates.until === undefined ? {} : { until: instant(dates.until) }),
  }
}

export function level(acr: string, ...combinations: readonly (Combination | readonly FactorId[])[]): AssuranceLevel {
  return { acr, combinations: combinations.map(asCombination), lifetime: 30 * MINUTE }
}

/** The day on which plain passwords ceased to be enough. */
const PLAIN_PASSWORD_END = '2025-01-16T00:00:00+01:00'

const low = level(
  'low',
  combination(['password'], { until: PLAIN_PASSWORD_END }),
  ['password', 'totp'],
  ['password', 'email-code'],
)
const substantial = level('substantial', ['password', 'totp'], ['password', 'email-code'], ['passkey'])

/** The policy of the design; `overrides` replace whole fields. */
export function testPolicy(overrides: Partial<Policy> = {}): Policy {
  return {
    methods: {},
    levels: [low, substantial, level('high', ['dap'])],
    defaultAcr: 'substantial',
    maxAcr: { TEMP_ACTIVE: 'low' },
    enrolment: level('enrolment', ['password', 'identification-mail']),
    recovery: level('recovery', ['password', 'identification-mail']),
    selfIdentifying: ['passkey', 'dap', 'eid'],
    phishingResistant: ['passkey', 'eid'],
    mailHold: 72 * HOUR,
    ...overrides,
  }
}

/** The same with a highest level that the factors of today reach: all three. */
export function stepUpPolicy(overrides: Partial<Policy> = {}): Policy {
  return testPolicy({ levels: [low, substantial, level('high', ['password', 'totp', 'email-code'])], ...overrides })
}

function asCombination(given: Combination | readonly FactorId[]): Combination {
  return 'factors' in given ? given : { factors: given }
}

/** The policy with other dates (ISO 8601) of one method, laid over its combinations as the configuration does. */
export function withMethodDates(
  policy: Policy,
  method: FactorId,
  { from, until }: { readonly from?: string; readonly until?: string },
): Policy {
  const dates = {
    ...(from === undefined ? {} : { from: instant(from) }),
    ...(until === undefined ? {} : { until: instant(until) }),
  }
  const dated = (one: Combination): Combination => (one.factors.includes(method) ? { ...one, ...dates } : one)
  return {
    ...policy,
    methods: { ...policy.methods, [method]: dates },
    levels: policy.levels.map((one) => ({ ...one, combinations: one.combinations.map(dated) })),
  }
}
