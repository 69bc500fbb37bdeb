import type { Proved } from './ask-for-proof.ts'
import { enrolmentProof } from './enrolment-proof.ts'
import type { FactorId } from './event.ts'
import { refuse } from './refusal.ts'
import { factorsOf, liveSession, type Situation } from './situation.ts'
import type { Step } from './step.ts'

/** What is left once the level is proved. The order matters: nothing is offered or shared before it is settled who goes on. */
export function conclude(situation: Situation, proved: Proved): Step {
  return (
    replace(situation) ??
    settleAccount(situation) ??
    offer(situation) ??
    consent(situation) ??
    finish(situation, proved)
  )
}

function replace(situation: Situation): Step | null {
  const { account, provedHere } = situation
  const replaced = factorsOf(provedHere.filter(({ enrolled }) => enrolled))
  const factor = account.mustReplace.find((factor) => account.held.includes(factor) && !replaced.has(factor))
  if (factor === undefined) return null

  const proof = enrolmentProof(situation, null)
  if (proof === null || !account.enrollable.includes(factor)) return refuse('access_denied', 'replacement_out_of_reach')
  return proof.given
    ? { kind: 'enrol', factors: [factor], optional: false }
    : { kind: 'authenticate', factors: proof.ask }
}

/** Two people in one browser are asked, and so is one who would go on unseen where the client wants to show who it is. */
function settleAccount({ facts, account, provedHere, now }: Situation): Step | null {
  const { requirement, progress } = facts
  const session = liveSession(facts, now)
  if (session && session.accountId !== account.id) {
    const isDemanded = requirement.subject !== null && requirement.subject.by !== 'login_hint'
    return { kind: 'switch_account', stayPossible: !isDemanded }
  }
  const isSilent = provedHere.length === 0
  if (requirement.alwaysShowAccount && isSilent && !progress.accountConfirmed) return { kind: 'confirm_account' }
  return null
}

/** Only to who has just proved enough to accept, and never right after another enrolment. */
function offer(situation: Situation): Step | null {
  const { account, facts, provedHere } = situation
  const factors = account.suggested.filter(
    (factor: FactorId) =>
      account.enrollable.includes(factor) &&
      !account.held.includes(factor) &&
      !facts.progress.declined.includes(factor),
  )
  if (factors.length === 0 || provedHere.some(({ enrolled }) => enrolled)) return null
  return enrolmentProof(situation, null)?.given ? { kind: 'enrol', factors, optional: true } : null
}

function consent({ facts }: Situation): Step | null {
  return facts.consentMissing ? { kind: 'consent' } : null
}

function finish({ account }: Situation, { acr, factors, authTime }: Proved): Step {
  return { kind: 'finish', accountId: account.id, acr, factors, authTime }
}
