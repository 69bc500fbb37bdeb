import type { AuthenticationEvent, EpochSeconds, FactorId } from '../../src/assurance/event.ts'
import type { AccountFacts, Facts, ProgressFacts } from '../../src/assurance/facts.ts'
import type { Policy } from '../../src/assurance/policy.ts'
import type { Step } from '../../src/assurance/step.ts'
import { accountOf, type World } from './arbitraries.ts'

export type Decide = (facts: Facts, policy: Policy, now: EpochSeconds) => Step

/** How a sign-in went: the facts before each step and the step, up to the last one. */
export interface Course {
  readonly rounds: readonly { readonly facts: Facts; readonly step: Step }[]
  readonly outcome: 'ended' | 'gave_up' | 'endless'
}

interface Scene {
  readonly facts: Facts
  readonly accounts: readonly AccountFacts[]
}

const ENOUGH_ROUNDS = 40

/** A person who does whatever is asked, as long as they hold what it takes. */
export function obey(world: World, decide: Decide): Course {
  const rounds: { facts: Facts; step: Step }[] = []
  let scene: Scene = world
  for (let round = 0; round < ENOUGH_ROUNDS; round++) {
    const step = decide(scene.facts, world.policy, world.now)
    rounds.push({ facts: scene.facts, step })
    if (step.kind === 'finish' || step.kind === 'refuse') return { rounds, outcome: 'ended' }
    const next = act(step, scene, world.now, world.picks[round % world.picks.length] ?? 0)
    if (!next) return { rounds, outcome: 'gave_up' }
    scene = { ...next, facts: { ...next.facts, account: accountOf(next.facts, next.accounts) } }
  }
  return { rounds, outcome: 'endless' }
}

function act(step: Step, scene: Scene, now: EpochSeconds, choice: number): Scene | null {
  const { facts, accounts } = scene
  switch (step.kind) {
    case 'identify': {
      const able = accounts.filter(({ held }) => step.factors.some((factor) => held.includes(factor)))
      const account = pick(able, choice)
      return account ? prove(scene, account, step.factors, now, choice) : null
    }
    case 'authenticate':
      return facts.account ? prove(scene, facts.account, step.factors, now, choice) : null
    case 'enrol':
      return step.optional && choice % 2 === 0
        ? going(scene, { declined: [...facts.progress.declined, ...step.factors] })
        : enrol(scene, step.factors, now, choice)
    case 'confirm_account':
      return going(scene, choice % 3 === 0 ? { switchAccepted: true } : { accountConfirmed: true })
    case 'switch_account':
      return step.stayPossible && choice % 2 === 0 ? stay(scene) : going(scene, { switchAccepted: true })
    case 'consent':
      return { ...scene, facts: { ...facts, consentMissing: false } }
    case 'finish':
    case 'refuse':
      return null
  }
}

function prove(
  scene: Scene,
  account: AccountFacts,
  factors: readonly FactorId[],
  now: number,
  choice: number,
): Scene | null {
  const factor = pick(
    factors.filter((candidate) => account.held.includes(candidate)),
    choice,
  )
  if (factor === undefined) return null
  return recorded(scene, { factor, accountId: account.id, at: now, enrolled: false })
}

function enrol(scene: Scene, factors: readonly FactorId[], now: number, choice: number): Scene | null {
  const { account } = scene.facts
  const factor = pick(factors, choice)
  if (!account || factor === undefined || !account.enrollable.includes(factor)) return null
  const enrolled = {
    ...account,
    held: [...new Set([...account.held, factor])],
    mustReplace: account.mustReplace.filter((other) => other !== factor),
  }
  const accounts = scene.accounts.map((other) => (other.id === account.id ? enrolled : other))
  return recorded({ ...scene, accounts }, { factor, accountId: account.id, at: now, enrolled: true })
}

/** To stay after another has proved: that one's events are dropped. To stay when another was only named: as before. */
function stay(scene: Scene): Scene {
  const { session, progress } = scene.facts
  const asBefore = progress.accountId === null && !progress.accountDisowned
  const accountId = asBefore ? null : (session?.accountId ?? null)
  return going(scene, { accountId, events: [], accountConfirmed: true, accountDisowned: false })
}

function recorded(scene: Scene, event: AuthenticationEvent): Scene {
  return going(scene, { accountId: event.accountId, events: [...scene.facts.progress.events, event] })
}

function going(scene: Scene, change: Partial<ProgressFacts>): Scene {
  return { ...scene, facts: { ...scene.facts, progress: { ...scene.facts.progress, ...change } } }
}

function pick<T>(among: readonly T[], choice: number): T | undefined {
  return among[choice % Math.max(1, among.length)]
}
