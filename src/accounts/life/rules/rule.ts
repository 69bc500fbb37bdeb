import type { EpochSeconds } from '../../../assurance/event.ts'
import type { Next } from '../effect.ts'
import type { LifeAccount } from '../life-account.ts'
import type { EventType, LifeEvent, LifeRefusal } from '../account-life.ts'
import type { LifePolicy } from '../life-policy.ts'

/** What a rule decides with. The clock has been caught up: nothing of `account` is over at `now`. */
export interface Situation {
  readonly account: LifeAccount
  readonly policy: LifePolicy
  readonly now: EpochSeconds
}

/** One cell of the table: what becomes of an account here by this event, or why nothing does. */
export type Rule<T extends EventType> = (event: LifeEvent<T>, situation: Situation) => Next | LifeRefusal

/** The events that a state knows; any other is refused. */
export type Rules = { readonly [T in EventType]?: Rule<T> }
