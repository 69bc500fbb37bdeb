/**
 * The interface of a factor: a way to prove oneself. A factor owns its ceremonies, its store and its view; it knows
 * nothing of HTTP, redirects, sessions, throttling or audit. `docs/adding-a-factor.md` is the checklist.
 */
import type { EpochSeconds } from '../assurance/event.ts'
import type { Transaction } from '../database/transaction.ts'
import type { Language, StepFrame } from '../../views/frame.ts'
import type { ErrorCode } from '../../views/texts/errors.ts'
import type { FixedFactorId, WayId } from '../../views/texts/factors.ts'

/** Who is proving themselves, for which sign-in, in which language. */
export interface CeremonyContext {
  /** The sign-in (the provider's `cid`): codes and challenges are bound to it. */
  readonly signInId: string
  /** Null for a name that belongs to nobody (the ceremony then does the same work and fails) and before identification. */
  readonly accountId: string | null
  /** As typed or as registered; for password managers and texts. */
  readonly username: string | null
  readonly serviceName: string
  /** The same in both languages, for what is shown elsewhere than in this browser. */
  readonly serviceNames: Readonly<Record<Language, string>>
  /** Where a wallet or another provider sends this browser back to; see {@link Ceremony.returns}. */
  readonly returnUrl: string
  readonly language: Language
  readonly now: EpochSeconds
  /** Whether the account is known on this device; a closed password is closed on all others. Absent: it is not. */
  readonly knownDevice?: boolean
}

/** The rest of a context, where a factor is asked to judge outside a sign-in: nothing is bound to any. */
export const OUTSIDE_A_SIGN_IN = {
  signInId: '',
  username: null,
  serviceName: '',
  serviceNames: { hu: '', en: '' },
  returnUrl: '',
  language: 'hu',
} as const satisfies Partial<CeremonyContext>

/** The fields of the submitted form, each given at most once. */
export type Reply = Readonly<Record<string, string>>

/** A page that the engine renders once it knows the frame: the service, the form's token, the error to show. */
export type Page = (frame: StepFrame) => string

/**
 * What a ceremony found. `settle` takes what can be taken once (a time step, a code, the new authenticator's row) in
 * the transaction that records the event; false means that somebody else took it first, and nothing was proved.
 * `advance` shows the ceremony's next page.
 */
export type Verdict =
  | {
      readonly verified: true
      readonly accountId: string
      readonly authenticatorId: string
      readonly settle: ((transaction: Transaction) => Promise<boolean>) | null
    }
  | {
      readonly verified: false
      readonly text: ErrorCode
      readonly field: string | null
      readonly stateSpent: boolean
      /** Something was left out, or is not there yet: nobody guessed, and it does not count as a failure. */
      readonly unjudged?: true
    }
  | { readonly verified: false; readonly advance: unknown }

/** One of two acts with a factor: to authenticate with it, or to enrol it (WebAuthn's ceremony). */
export interface Ceremony {
  /** True where `begin` sends a message: the engine limits how often. */
  readonly sends: boolean
  /** False where `begin` does nothing and its state is always null: then the engine locks nothing for it. */
  readonly keepsState: boolean
  /**
   * True where the browser may come back with its answer in the address (`GET …/return`). No form's token speaks for
   * that answer: it must hold what only this sign-in's browser can have been given.
   */
  readonly returns?: true
  /** May act (send, challenge); runs once, and again only on `resend`. The state is stored sealed, opaque to others. */
  begin(context: CeremonyContext, transaction: Transaction): Promise<unknown>
  /** Shows, any number of times. A URL: leave for a wallet or another provider. */
  page(context: CeremonyContext, state: unknown): Promise<Page | URL>
  /** The person gave up: what was asked of them elsewhere is asked no more. Absent where nothing is. */
  callOff?(state: unknown): Promise<void>
  /** Judges. Holds no database connection while it hashes or calls out. */
  finish(context: CeremonyContext, state: unknown, reply: Reply): Promise<Verdict>
}

/** One thing a person holds for a factor: a password, an app, an address. */
export interface Authenticator {
  readonly id: string
  readonly createdAt: EpochSeconds
  /** What its owner calls it; absent where there is but one. */
  readonly name?: string
}

interface AnyFactor {
  /** RFC 8176 values that this factor adds to `amr`. */
  readonly amr: readonly string[]
  /** `within` an open transaction, so that whoever has one asks for no further connection. */
  authenticators(accountId: string, within?: Transaction): Promise<readonly Authenticator[]>
  readonly authentication: Ceremony
  /**
   * Whether the method works at present, for everybody: asked every few seconds, apart from any sign-in. One that is
   * failing is put last and greyed out. Absent where nothing could be told before somebody tries.
   */
  health?(now: EpochSeconds): Promise<'ok' | 'failing'>
}

/** One that the person neither sets up nor removes. */
export interface FixedFactor extends AnyFactor {
  readonly id: FixedFactorId
  readonly enrolment: null
  readonly enrolledOnRequest?: never
  readonly remove?: never
}

/** One that stands in the settings of My data. */
export interface SettableFactor extends AnyFactor {
  readonly id: WayId
  /** Null where it comes about elsewhere: at an office, with a registration. */
  readonly enrolment: Ceremony | null
  /** True where a sign-in that lacks it never leads to its enrolment: only who came for that sets it up. */
  readonly enrolledOnRequest?: true
  /** Takes one away, with all that belongs to it; false where it is gone. Absent where it can only be changed. */
  remove?(transaction: Transaction, accountId: string, authenticatorId: string): Promise<boolean>
}

/** Its id is one that there are words for (`views/texts/factors.ts`). */
export type Factor = FixedFactor | SettableFactor
