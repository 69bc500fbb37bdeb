import { closedFactors, isBarred, isMailHeld, MAILED } from './account-limits.ts'
import { contains, firstMissing, isLive, isWithin } from './combination.ts'
import type { FactorId } from './event.ts'
import type { Combination } from './level.ts'
import { factorsOf, type Situation } from './situation.ts'

/** Whether this sign-in has proved enough to enrol or replace a factor; if not, which factors to ask; null: never. */
export type EnrolmentProof = { readonly given: true } | { readonly given: false; readonly ask: readonly FactorId[] }

/**
 * Nobody enrols or replaces a factor from an open session, or with less than the strongest combination that the
 * account has besides the lost one. Who has none proves what the policy sets for a first second factor (`enrolment`)
 * or for a lost one (`recovery`), so that a stolen password alone is never enough.
 */
export function enrolmentProof(situation: Situation, lost: FactorId | null): EnrolmentProof | null {
  const { account, policy, provedHere, now } = situation
  if (isBarred(account.state)) return null
  const proved = factorsOf(provedHere)
  const provable = new Set([...account.held, ...proved])
  if (lost !== null) provable.delete(lost)

  // Closed and held-back factors are taken out after the strongest was found: they must not make a weaker one enough.
  const enough = strongestOf(situation, provable, lost)
    .filter((combination) => !contains(combination, closedFactors(account.state)))
    .filter((combination) => !isMailHeld(account, policy, now) || !contains(combination, MAILED))
    .filter((combination) => isWithin(combination, provable))
  if (enough.length === 0) return null
  if (enough.some((combination) => isWithin(combination, proved))) return { given: true }
  return { given: false, ask: firstMissing(enough, proved) }
}

function strongestOf(
  { policy, now }: Situation,
  provable: ReadonlySet<FactorId>,
  lost: FactorId | null,
): readonly Combination[] {
  const { enrolment, recovery } = policy
  const set = [...enrolment.combinations, ...recovery.combinations]
  for (const level of policy.levels.toReversed()) {
    const held = level.combinations
      .filter((combination) => isLive(combination, now) && isWithin(combination, provable))
      .filter((combination) => !set.some((whole) => isPartOf(combination, whole)))
    if (held.length > 0) return held
  }
  const instead = lost === null ? enrolment : recovery
  return instead.combinations.filter((combination) => isLive(combination, now))
}

/** [password] is a part of [password, identification-mail]: having it is not yet having a second factor. */
function isPartOf(combination: Combination, whole: Combination): boolean {
  return combination.factors.length < whole.factors.length && isWithin(combination, new Set(whole.factors))
}
