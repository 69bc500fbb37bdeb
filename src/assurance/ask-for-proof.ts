import { firstMissing, isLive, isWithin } from './combination.ts'
import { countedProof, type CountedProof } from './counted-proof.ts'
import { enrolmentProof } from './enrolment-proof.ts'
import type { FactorId } from './event.ts'
import type { Combination } from './level.ts'
import { asActive, refuseUnreachable } from './refusal.ts'
import { counted, factorsOf, type Situation } from './situation.ts'
import type { Step } from './step.ts'
import { targetLevel } from './target-level.ts'

/** The level was met, by this combination; `acr` is what is reported. */
export interface Proved extends CountedProof {
  readonly kind: 'proved'
  readonly acr: string
}

/**
 * What is still to be proved or enrolled for the level, or the proof. Until the lowest level is proved, an account is
 * treated as an active one: what was decided about it is nobody's business before.
 */
export function askForProof(situation: Situation): Step | Proved {
  if (!hasProvedLowest(situation)) {
    const asked = ask(asActive(situation))
    if (asked.kind === 'authenticate') return asked
  }
  return ask(situation)
}

function ask(situation: Situation): Step | Proved {
  return recover(situation) ?? reachTarget(situation) ?? proveLowest(situation) ?? refuseUnreachable(situation)
}

/**
 * A lost factor is replaced first: the one in its place then counts. Where that cannot be, it is as if not said. One
 * that the account holds is replaced only by who is signed in, or has proved here what signs in: whoever knows the
 * password and reads the mailbox would else be as good as who has the factor.
 */
function recover(situation: Situation): Step | null {
  const { account, facts, provedHere } = situation
  const lost = facts.progress.recovering
  if (lost === null || !account.enrollable.includes(lost)) return null
  if (provedHere.some(({ factor, enrolled }) => factor === lost && enrolled)) return null
  if (account.held.includes(lost) && !hasProvedLowest(situation)) return null
  return enrol(situation, [lost], lost)
}

function reachTarget(situation: Situation): Step | Proved | null {
  const target = targetLevel(situation)
  if (!target) return null
  if (target.enrol.length > 0) return enrol(situation, target.enrol, null)

  const events = counted(situation, target.needed)
  const met = countedProof(target.combinations, events)
  if (met) return { kind: 'proved', acr: target.acr, ...met }
  return { kind: 'authenticate', factors: firstMissing(target.combinations, factorsOf(events)) }
}

/** Out of reach, but nobody is told so before they have proved what they can. */
function proveLowest(situation: Situation): Step | null {
  if (hasProvedLowest(situation)) return null
  const proved = provedFor(situation)
  const provable = new Set([...situation.account.held, ...proved])
  const ways = livingCombinations(situation).filter((combination) => isWithin(combination, provable))
  return ways.length > 0 ? { kind: 'authenticate', factors: firstMissing(ways, proved) } : null
}

function hasProvedLowest(situation: Situation): boolean {
  const proved = provedFor(situation)
  return livingCombinations(situation).some((combination) => isWithin(combination, proved))
}

function provedFor(situation: Situation): ReadonlySet<FactorId> {
  return factorsOf(counted(situation, 0))
}

function livingCombinations({ policy, now }: Situation): readonly Combination[] {
  return policy.levels.flatMap(({ combinations }) => combinations).filter((combination) => isLive(combination, now))
}

function enrol(situation: Situation, factors: readonly FactorId[], lost: FactorId | null): Step | null {
  const proof = enrolmentProof(situation, lost)
  if (proof === null) return null
  return proof.given ? { kind: 'enrol', factors, optional: false } : { kind: 'authenticate', factors: proof.ask }
}
