/**
 * Methods that do not work as they should: what administrators say of them, and what is found out by itself. Owns the
 * notices and what every process knows of them; what pages make of it is for the sign-in and My data to decide.
 */
import type { EpochSeconds, FactorId } from '../assurance/event.ts'
import type { Language } from '../../views/frame.ts'

/** What administrators say of a method. */
export interface Notice {
  readonly method: FactorId
  readonly texts: Readonly<Record<Language, string>>
  /** Not to be chosen, unless nothing else is left. */
  readonly closed: boolean
  /** The first instant at which it is no longer said; null: until it is cleared. */
  readonly until: EpochSeconds | null
}

/** What is wrong with a method now; `texts` is null where it was found out by itself. */
export type Trouble = Pick<Notice, 'closed'> & { readonly texts: Notice['texts'] | null }

/** By the method's id; a method that works is not in it. */
export type Troubles = ReadonlyMap<FactorId, Trouble>
