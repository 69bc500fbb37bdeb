import type { EpochSeconds } from '../../assurance/event.ts'
import { advance } from './advance.ts'
import type { Effect, Next } from './effect.ts'
import type { LifeAccount, Phase } from './life-account.ts'
import type { EventType, LifeEvent, LifeRefusal } from './account-life.ts'
import type { LifePolicy } from './life-policy.ts'
import { anyState, underSuspension } from './rules/any.ts'
import { open } from './rules/open.ts'
import type { Rules, Situation } from './rules/rule.ts'
import { temporaryActive, temporaryPending } from './rules/temporary.ts'
import { active, inactive, passwordExpired, reactivationPending, registrationPending } from './rules/verified.ts'

/** What an event led to. The clock's own doings are in it, also where the event is refused. */
export interface Transition {
  /** Null: there is no account (any more). */
  readonly account: LifeAccount | null
  /** What the clock did before the event. */
  readonly passed: readonly Effect[]
  /** What the event did; of a refused one, what remains of it (a wrong entry is counted). */
  readonly effects: readonly Effect[]
  readonly refusal: LifeRefusal | null
}

/** The table of `domain.md` §2.4: one column of it a state, each rule under the name of its event. */
const TABLE: Readonly<Record<Phase, Rules>> = {
  TEMP_PENDING: temporaryPending,
  TEMP_ACTIVE: temporaryActive,
  REG_PENDING: registrationPending,
  ACTIVE: active,
  PW_EXPIRED: passwordExpired,
  INACTIVE: inactive,
  REACT_PENDING: reactivationPending,
}

/**
 * What becomes of an account (null: NONE or DELETED) by an event at an instant. Lets the clock catch up first, so that
 * a late job gives nobody more time. Pure: writes nothing, and decides the same for the same arguments.
 */
export function transition(
  account: LifeAccount | null,
  event: LifeEvent,
  policy: LifePolicy,
  now: EpochSeconds,
): Transition {
  if (account === null) {
    // #44: whoever is deleted is as unknown as who never was
    return event.type === 'open' ? judged(open(event, policy, now), null, []) : judged('not_in_this_state', null, [])
  }
  const passed = advance(account, policy, now)
  if (passed.account === null) return judged('not_in_this_state', null, passed.effects)
  const situation = { account: passed.account, policy, now }
  if (situation.account.suspended && !underSuspension.includes(event.type)) {
    return judged('not_in_this_state', situation.account, passed.effects)
  }
  const next = decide(event, situation)
  if (next === 'code_wrong') return wrongEntry(situation, passed.effects)
  return judged(next, situation.account, passed.effects)
}

function decide<T extends EventType>(event: LifeEvent<T>, situation: Situation): Next | LifeRefusal {
  const rule = TABLE[situation.account.phase][event.type] ?? anyState[event.type]
  return rule === undefined ? 'not_in_this_state' : rule(event, situation)
}

function judged(next: Next | LifeRefusal, account: LifeAccount | null, passed: readonly Effect[]): Transition {
  return typeof next === 'string' ? { account, passed, effects: [], refusal: next } : { ...next, passed, refusal: null }
}

/** #43: the hundredth wrong entry is the code's last. */
function wrongEntry({ account, policy }: Situation, passed: readonly Effect[]): Transition {
  const entries = (account.code?.wrongEntries ?? 0) + 1
  const dead = entries >= policy.code.wrongEntries
  const code = account.code === null || dead ? null : { ...account.code, wrongEntries: entries }
  const voided: readonly Effect[] = dead ? [{ do: 'void_code' }] : []
  return {
    account: { ...account, code },
    passed,
    effects: [{ do: 'count_wrong_entry' }, ...voided],
    refusal: 'code_wrong',
  }
}
