import type { EpochSeconds } from '../../../src/assurance/event.ts'
import type { Facts } from '../../../src/assurance/facts.ts'
import type { Policy } from '../../../src/assurance/policy.ts'
import type { Step } from '../../../src/assurance/step.ts'

/** A rule as a sentence, the facts it speaks of, and what it makes of them (by the design's policy, at NOW). */
export type Row = [rule: string, facts: Facts, step: Step, world?: { policy?: Policy; now?: EpochSeconds }]
