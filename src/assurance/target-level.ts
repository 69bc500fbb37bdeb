import { acceptable, acceptableFrom } from './acceptable.ts'
import { isWithin } from './combination.ts'
import { enrolmentProof } from './enrolment-proof.ts'
import type { FactorId } from './event.ts'
import type { Combination } from './level.ts'
import { counted, factorsOf, type Situation } from './situation.ts'
import type { WantedLevel } from './wanted-level.ts'

/** The level this sign-in goes for, the combinations that lead there, and the factors to enrol first, if any. */
export interface Target extends WantedLevel {
  readonly combinations: readonly Combination[]
  readonly enrol: readonly FactorId[]
}

/**
 * The first wanted level that the account reaches with what it holds, else the first that it reaches by enrolling.
 * Preferred levels go before the default, whatever they take; what the person declined does not count for them.
 */
export function targetLevel(situation: Situation): Target | null {
  for (const { levels, preferred } of situation.wanted) {
    const declined = preferred ? situation.facts.progress.declined : []
    for (const level of levels) {
      const target = byHeld(situation, level, declined)
      if (target) return target
    }
    for (const level of levels) {
      const target = byEnrolment(situation, level, declined)
      if (target) return target
    }
  }
  return null
}

function byHeld(situation: Situation, level: WantedLevel, declined: readonly FactorId[]): Target | null {
  const available = availableFor(situation, level, declined)
  const combinations = waysTo(situation, level).filter((combination) => isWithin(combination, available))
  return combinations.length > 0 ? { ...level, combinations, enrol: [] } : null
}

function byEnrolment(situation: Situation, level: WantedLevel, declined: readonly FactorId[]): Target | null {
  const available = availableFor(situation, level, declined)
  const enrollable = situation.account.enrollable.filter((factor) => !declined.includes(factor))
  const reachable = new Set([...available, ...enrollable])
  const combinations = waysTo(situation, level).filter((combination) => isWithin(combination, reachable))
  if (combinations.length === 0 || enrolmentProof(situation, null) === null) return null

  const enrol = combinations.flatMap(({ factors }) => factors.find((factor) => !available.has(factor)) ?? [])
  return { ...level, combinations, enrol: [...new Set(enrol)] }
}

function waysTo({ facts, account, policy, now }: Situation, { needed }: WantedLevel): readonly Combination[] {
  const ways = acceptable(needed, facts.requirement, policy, now)
  return acceptableFrom(account, needed, ways, policy, now)
}

function availableFor(situation: Situation, { needed }: WantedLevel, declined: readonly FactorId[]): Set<FactorId> {
  const held = situation.account.held.filter((factor) => !declined.includes(factor))
  return new Set([...held, ...factorsOf(counted(situation, needed))])
}
