import { isLive } from './combination.ts'
import type { EpochSeconds, FactorId } from './event.ts'
import type { MethodDates, Policy } from './policy.ts'

/** Whether the method counts now; one that the policy does not name has no dates. */
export function isMethodLive(policy: Pick<Policy, 'methods'>, factor: FactorId, now: EpochSeconds): boolean {
  return isLive(datesOf(policy, factor), now)
}

/** When the method ended; null where it has no end, or that lies ahead. */
export function methodEnd(policy: Pick<Policy, 'methods'>, factor: FactorId, now: EpochSeconds): EpochSeconds | null {
  const { until } = datesOf(policy, factor)
  return until !== undefined && now >= until ? until : null
}

// The name may come from an address that somebody typed
function datesOf({ methods }: Pick<Policy, 'methods'>, factor: FactorId): MethodDates {
  return Object.hasOwn(methods, factor) ? (methods[factor] ?? {}) : {}
}
