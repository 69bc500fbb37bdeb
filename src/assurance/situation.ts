import type { AuthenticationEvent, EpochSeconds, FactorId } from './event.ts'
import type { AccountFacts, Facts, SessionFacts } from './facts.ts'
import type { Policy } from './policy.ts'
import { closedFactors, isBarred } from './account-limits.ts'
import type { WantedGroup } from './wanted-level.ts'

/** The facts about one known account, with everything that belongs to somebody else left out. */
export interface Situation {
  readonly facts: Facts
  readonly policy: Policy
  readonly now: EpochSeconds
  readonly wanted: readonly WantedGroup[]
  readonly account: AccountFacts
  /** Events of this sign-in. */
  readonly provedHere: readonly AuthenticationEvent[]
  /** Events of the session that this request lets count, whatever their age towards a level. */
  readonly provedBefore: readonly AuthenticationEvent[]
}

/** Null as long as it is not known who it is: then nothing has been proved either. */
export function situationOf(
  facts: Facts,
  policy: Policy,
  now: EpochSeconds,
  wanted: readonly WantedGroup[],
): Situation | null {
  const { account, progress } = facts
  if (!account) return null
  const provedHere = progress.events.filter((event) => event.accountId === account.id)
  const provedBefore = sessionEvents(facts, account, now)
  const situation = { facts, policy, now, wanted, account, provedHere, provedBefore }

  if (progress.accountId !== null) return progress.accountId === account.id ? situation : null
  if (provedHere.length > 0) return situation
  return wanted.some(({ levels }) => levels.some(({ needed }) => countedBefore(situation, needed).length > 0))
    ? situation
    : null
}

/** The session, unless it is over or the person agreed to leave it. */
export function liveSession({ session, progress }: Facts, now: EpochSeconds): SessionFacts | null {
  return session && now < session.endsAt && !progress.switchAccepted ? session : null
}

/** Events that count towards a level: all of this sign-in, and those of the session that are young enough for it. */
export function counted(situation: Situation, level: number): readonly AuthenticationEvent[] {
  return [...situation.provedHere, ...countedBefore(situation, level)]
}

/** The factors of these events. */
export function factorsOf(events: readonly AuthenticationEvent[]): ReadonlySet<FactorId> {
  return new Set(events.map(({ factor }) => factor))
}

function countedBefore({ provedBefore, policy, now }: Situation, level: number): readonly AuthenticationEvent[] {
  const lifetime = policy.levels[level]?.lifetime ?? 0
  return provedBefore.filter(({ at }) => now - at <= lifetime)
}

function sessionEvents(facts: Facts, account: AccountFacts, now: EpochSeconds): readonly AuthenticationEvent[] {
  const session = liveSession(facts, now)
  const { fresh, singleSignOn, maxAge, maxIdle } = facts.requirement
  if (session?.accountId !== account.id) return []
  if (fresh || !singleSignOn || maxAge === 0) return []
  if (maxIdle !== null && now - session.usedAt > maxIdle) return []
  // A session that rests on a password ends with the password, and with the right to sign in.
  if (isBarred(account.state) || session.events.some(({ factor }) => closedFactors(account.state).includes(factor)))
    return []

  // What was enrolled on the way into this session counts in it, but is no fresh proof for whoever asks for one
  return session.events.filter(
    ({ accountId, enrolled, at }) => accountId === account.id && (maxAge === null || (!enrolled && now - at <= maxAge)),
  )
}
