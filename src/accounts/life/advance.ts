import type { EpochSeconds } from '../../assurance/event.ts'
import type { Effect, Next } from './effect.ts'
import type { LifeAccount } from './life-account.ts'
import type { LifePolicy } from './life-policy.ts'
import { timersOf, type Timer } from './timers.ts'

/** Everything that the clock does to an account up to now, in the order in which it was due. Done twice, it is as done once. */
export function advance(account: LifeAccount, policy: LifePolicy, now: EpochSeconds): Next {
  let current: LifeAccount | null = account
  const effects: Effect[] = []
  while (current !== null) {
    const timer = earliest(current, policy)
    if (timer === null || timer.dueAt > now) break
    const next = timer.run(now)
    effects.push(...next.effects)
    current = next.account
  }
  return { account: current, effects }
}

/** When the clock next has something to do with this account; null: never, as things stand. */
export function nextDue(account: LifeAccount, policy: LifePolicy): EpochSeconds | null {
  return earliest(account, policy)?.dueAt ?? null
}

function earliest(account: LifeAccount, policy: LifePolicy): Timer | null {
  const [first = null] = timersOf(account, policy).toSorted((a, b) => a.dueAt - b.dueAt)
  return first
}
