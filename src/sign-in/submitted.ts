import type { FactorId } from '../assurance/event.ts'
import type { Ceremony, Reply } from '../factors/factor.ts'
import type { Refusal } from '../throttle/throttle.ts'
import type { ErrorCode } from '../../views/texts/errors.ts'
import type { CeremonyPurpose } from './dependencies.ts'
import type { SignInRow } from './store.ts'

/** What a person submitted to prove, or to enrol, a factor. */
export interface Attempt {
  readonly factor: FactorId
  readonly purpose: CeremonyPurpose
  readonly ceremony: Ceremony
  /** Null for a name that belongs to nobody: everything is done, nothing can come of it. */
  readonly accountId: string | null
  /** What this browser is known by to the account; null on an unknown device. */
  readonly knownDevice: string | null
  /** The password typed here is the account's and open: then it is closed where that was missed. */
  readonly passwordOpen?: boolean
  /** What failures are counted on: the account's id, or the user name as it is compared. */
  readonly countedOn: string
  readonly username: string | null
  readonly reply: Reply
  /** Whether others use this computer, too; absent where that is not asked. */
  readonly shared?: boolean
  /** Whether the step that the engine waits for is this one; asked before and after the proof is judged. */
  isExpected(row: SignInRow): boolean
}

export type Outcome =
  | { readonly kind: 'home' }
  /** The ceremony has another page. */
  | { readonly kind: 'next_page' }
  | { readonly kind: 'again'; readonly text: ErrorCode; readonly field: string | null }
  | { readonly kind: 'throttled'; readonly refusal: Refusal }
