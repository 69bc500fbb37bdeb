import type { AuthenticationEvent, EpochSeconds, FactorId } from './event.ts'
import type { AccountState } from './policy.ts'
import type { Requirement } from './requirement.ts'

/** The browser's single sign-on session: whose it is and what it rests on. From `endsAt` on it counts as none. */
export interface SessionFacts {
  readonly accountId: string
  readonly events: readonly AuthenticationEvent[]
  readonly endsAt: EpochSeconds
  /** When it last signed its person in to a service. */
  readonly usedAt: EpochSeconds
}

/** What happened in this sign-in so far. */
export interface ProgressFacts {
  /** The account named in this sign-in, proved or not. A named account is asked for at least one proof of its own. */
  readonly accountId: string | null
  readonly events: readonly AuthenticationEvent[]
  /** The factor that the person says is lost. */
  readonly recovering: FactorId | null
  /** Factors that the person does not want to enrol, or to use for a level that is only preferred, in this sign-in. */
  readonly declined: readonly FactorId[]
  /** The person agreed to leave the session's account: the session counts as none from then on. */
  readonly switchAccepted: boolean
  /** The person agreed to go on as the session's account. */
  readonly accountConfirmed: boolean
  /** The person said that they are not the session's account: they are asked who is to go on. */
  readonly accountDisowned: boolean
}

/** What is known about the account that the sign-in is about. */
export interface AccountFacts {
  readonly id: string
  readonly state: AccountState
  /** Factors that can be proved now; a closed password is absent. */
  readonly held: readonly FactorId[]
  /** Factors that could be enrolled during a sign-in. */
  readonly enrollable: readonly FactorId[]
  /** Held factors that still prove, but must be replaced before a sign-in ends. */
  readonly mustReplace: readonly FactorId[]
  /** Factors worth offering; never asked twice in one sign-in. */
  readonly suggested: readonly FactorId[]
  /** When the password was last reset by mail (`domain.md` RD8). */
  readonly mailResetAt: EpochSeconds | null
}

/** All that `nextStep` may know. */
export interface Facts {
  readonly requirement: Requirement
  readonly session: SessionFacts | null
  readonly progress: ProgressFacts
  /** Of the account named in the sign-in, else the session's; a phantom holding `password` for an unknown name. */
  readonly account: AccountFacts | null
  /** Something is to be shared that the person has not yet seen or agreed to. */
  readonly consentMissing: boolean
}
